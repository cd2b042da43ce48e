import { defineTransform } from '@patchbay/contract'
import { newQueries } from '../insights/new-queries.ts'
import { overPages } from '../search/wire-rows.ts'

export default defineTransform(import.meta.url, overPages(newQueries))
