import type { CallContext, ConfigOf, OriginOf } from '@patchbay/contract'
import type { Ga4 } from './vendor.ts'

/** A call of one of the operations, whatever its input. */
export type Context<Input = unknown> = CallContext<Input, ConfigOf<Ga4>, OriginOf<Ga4>>
