import { defineTransform } from '@patchbay/contract'
import { report } from '../insights/report.ts'
import { overPages } from '../search/wire-rows.ts'

export default defineTransform(import.meta.url, overPages(report))
