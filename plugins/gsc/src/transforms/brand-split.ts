import { defineTransform } from '@patchbay/contract'
import { brandSplit } from '../insights/brand-split.ts'
import { overPages } from '../search/wire-rows.ts'

export default defineTransform(import.meta.url, overPages(brandSplit))
