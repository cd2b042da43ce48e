import { defineTransform } from '@patchbay/contract'
import { strikingDistance } from '../insights/striking-distance.ts'
import { overPages } from '../search/wire-rows.ts'

export default defineTransform(import.meta.url, overPages(strikingDistance))
