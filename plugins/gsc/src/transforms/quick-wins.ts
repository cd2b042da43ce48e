import { defineTransform } from '@patchbay/contract'
import { quickWins } from '../insights/quick-wins.ts'

export default defineTransform(import.meta.url, quickWins)
