import { spanOf } from './call-span.ts'
import type { Call } from './call.ts'

/** The one line of a call. */
export function line(call: Call, outcome: string, duration: number, attempts: number, cache?: string) {
  const span = spanOf(call)
  const fields: Record<string, unknown> = {
    requestId: call.requestId,
    traceId: call.traceId,
    ...(span === undefined ? {} : { spanId: span.context.spanId }),
    tenant: call.principal.tenant,
    principal: call.principal.id,
    ...call.place,
    outcome,
    ...(cache === undefined ? {} : { cache }),
    attempts,
    duration: Math.round(duration * 10) / 10,
  }
  return fields
}
