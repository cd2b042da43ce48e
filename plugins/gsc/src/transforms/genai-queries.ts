import { defineTransform } from '@patchbay/contract'
import { genaiQueries } from '../insights/genai-queries.ts'

export default defineTransform(import.meta.url, genaiQueries)
