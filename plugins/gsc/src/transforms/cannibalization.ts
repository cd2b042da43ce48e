import { defineTransform } from '@patchbay/contract'
import { cannibalization } from '../insights/cannibalization.ts'

export default defineTransform(import.meta.url, cannibalization)
