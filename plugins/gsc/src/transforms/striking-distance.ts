import { defineTransform } from '@patchbay/contract'
import { strikingDistance } from '../insights/striking-distance.ts'

export default defineTransform(import.meta.url, strikingDistance)
