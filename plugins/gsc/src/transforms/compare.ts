import { defineTransform } from '@patchbay/contract'
import { compare } from '../insights/compare.ts'
import { overPages } from '../search/wire-rows.ts'

export default defineTransform(import.meta.url, overPages(compare))
