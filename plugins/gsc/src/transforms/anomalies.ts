import { defineTransform } from '@patchbay/contract'
import { anomalies } from '../insights/anomalies.ts'
import { overPages } from '../search/wire-rows.ts'

export default defineTransform(import.meta.url, overPages(anomalies))
