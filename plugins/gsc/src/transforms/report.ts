import { defineTransform } from '@patchbay/contract'
import { report } from '../insights/report.ts'

export default defineTransform(import.meta.url, report)
