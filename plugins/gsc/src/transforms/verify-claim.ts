import { defineTransform } from '@patchbay/contract'
import { verifyClaim } from '../insights/verify-claim.ts'

export default defineTransform(import.meta.url, verifyClaim)
