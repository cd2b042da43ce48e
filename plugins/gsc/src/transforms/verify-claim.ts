import { defineTransform } from '@patchbay/contract'
import { verifyClaim } from '../insights/verify-claim.ts'
import { overPages } from '../search/wire-rows.ts'

export default defineTransform(import.meta.url, overPages(verifyClaim))
