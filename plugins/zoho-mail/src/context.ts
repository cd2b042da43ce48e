import type { CallContext } from '@patchbay/contract'
import type { ZohoConfig } from './vendor.ts'
import type { ZohoOrigin } from './wire/ask.ts'

/** What a call of any operation here is lent. */
export type ZohoContext<Input = unknown> = CallContext<Input, ZohoConfig, ZohoOrigin>
