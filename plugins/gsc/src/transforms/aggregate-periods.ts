import { defineTransform } from '@patchbay/contract'
import { aggregatePeriods } from '../insights/aggregate-periods.ts'
import { overPages } from '../search/wire-rows.ts'

export default defineTransform(import.meta.url, overPages(aggregatePeriods))
