import { defineTransform } from '@patchbay/contract'
import { ctrOpportunities } from '../insights/ctr-opportunities.ts'
import { overPages } from '../search/wire-rows.ts'

export default defineTransform(import.meta.url, overPages(ctrOpportunities))
