import { defineTransform } from '@patchbay/contract'
import { alerts } from '../insights/alerts.ts'

export default defineTransform(import.meta.url, alerts)
