import { defineTransform } from '@patchbay/contract'
import { trafficDrops } from '../insights/traffic-drops.ts'
import { overPages } from '../search/wire-rows.ts'

export default defineTransform(import.meta.url, overPages(trafficDrops))
