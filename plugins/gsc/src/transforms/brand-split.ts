import { defineTransform } from '@patchbay/contract'
import { brandSplit } from '../insights/brand-split.ts'

export default defineTransform(import.meta.url, brandSplit)
