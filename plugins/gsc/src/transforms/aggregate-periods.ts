import { defineTransform } from '@patchbay/contract'
import { aggregatePeriods } from '../insights/aggregate-periods.ts'

export default defineTransform(import.meta.url, aggregatePeriods)
