import { defineTransform } from '@patchbay/contract'
import { quickWins } from '../insights/quick-wins.ts'
import { overPages } from '../search/wire-rows.ts'

export default defineTransform(import.meta.url, overPages(quickWins))
