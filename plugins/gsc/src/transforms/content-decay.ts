import { defineTransform } from '@patchbay/contract'
import { contentDecay } from '../insights/content-decay.ts'
import { overPages } from '../search/wire-rows.ts'

export default defineTransform(import.meta.url, overPages(contentDecay))
