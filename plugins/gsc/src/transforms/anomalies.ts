import { defineTransform } from '@patchbay/contract'
import { anomalies } from '../insights/anomalies.ts'

export default defineTransform(import.meta.url, anomalies)
