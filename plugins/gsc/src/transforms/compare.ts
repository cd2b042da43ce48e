import { defineTransform } from '@patchbay/contract'
import { compare } from '../insights/compare.ts'

export default defineTransform(import.meta.url, compare)
