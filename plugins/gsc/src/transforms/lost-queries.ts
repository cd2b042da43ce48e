import { defineTransform } from '@patchbay/contract'
import { lostQueries } from '../insights/lost-queries.ts'
import { overPages } from '../search/wire-rows.ts'

export default defineTransform(import.meta.url, overPages(lostQueries))
