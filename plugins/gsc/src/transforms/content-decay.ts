import { defineTransform } from '@patchbay/contract'
import { contentDecay } from '../insights/content-decay.ts'

export default defineTransform(import.meta.url, contentDecay)
