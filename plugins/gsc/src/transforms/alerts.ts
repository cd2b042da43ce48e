import { defineTransform } from '@patchbay/contract'
import { alerts } from '../insights/alerts.ts'
import { overPages } from '../search/wire-rows.ts'

export default defineTransform(import.meta.url, overPages(alerts))
