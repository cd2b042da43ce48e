import { defineTransform } from '@patchbay/contract'
import { contentGaps } from '../insights/content-gaps.ts'

export default defineTransform(import.meta.url, contentGaps)
