import { defineTransform } from '@patchbay/contract'
import { contentGaps } from '../insights/content-gaps.ts'
import { overPages } from '../search/wire-rows.ts'

export default defineTransform(import.meta.url, overPages(contentGaps))
