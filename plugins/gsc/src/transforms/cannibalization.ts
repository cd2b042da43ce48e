import { defineTransform } from '@patchbay/contract'
import { cannibalization } from '../insights/cannibalization.ts'
import { overPages } from '../search/wire-rows.ts'

export default defineTransform(import.meta.url, overPages(cannibalization))
