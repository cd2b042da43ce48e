import { defineTransform } from '@patchbay/contract'
import { lostQueries } from '../insights/lost-queries.ts'

export default defineTransform(import.meta.url, lostQueries)
