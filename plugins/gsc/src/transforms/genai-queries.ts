import { defineTransform } from '@patchbay/contract'
import { genaiQueries } from '../insights/genai-queries.ts'
import { overPages } from '../search/wire-rows.ts'

export default defineTransform(import.meta.url, overPages(genaiQueries))
