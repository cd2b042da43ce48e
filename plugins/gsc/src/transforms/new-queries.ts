import { defineTransform } from '@patchbay/contract'
import { newQueries } from '../insights/new-queries.ts'

export default defineTransform(import.meta.url, newQueries)
