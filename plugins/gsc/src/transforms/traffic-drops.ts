import { defineTransform } from '@patchbay/contract'
import { trafficDrops } from '../insights/traffic-drops.ts'

export default defineTransform(import.meta.url, trafficDrops)
