import { defineTransform } from '@patchbay/contract'
import { ctrOpportunities } from '../insights/ctr-opportunities.ts'

export default defineTransform(import.meta.url, ctrOpportunities)
