import type { FieldError, Problem } from '@patchbay/contract'
import { secretsOf } from '../calls/call-secrets.ts'
import type { Call } from '../calls/call.ts'
import type { UsageSeries } from '../usage/usage-counter.ts'
import type { Occurrence } from './occurrence.ts'

const placeOf = ({ operation, principal, requestId, traceId, place }: Call) => ({
  series: {
    tenant: principal.tenant,
    connector: operation.connector.host.description.id,
    operation: operation.description.id,
  } satisfies UsageSeries,
  requestId,
  traceId,
  connection: place.connection,
})

/** A call that failed, with its problem as the caller is told it. */
export const ofCall = (call: Call, problem: Problem, attempts: number, cause: unknown): Occurrence => ({
  source: 'call',
  ...placeOf(call),
  problem,
  attempts,
  cause,
})

/** An answer that does not fit the schema of its operation. The first field that does not tells what has changed. */
export function ofDrift(call: Call, drift: readonly FieldError[], attempts: number): Occurrence {
  const [first = { path: '', message: 'is another one' }] = drift
  const where = `${first.path === '' ? 'The answer' : first.path} ${first.message}`
  return {
    source: 'drift',
    ...placeOf(call),
    problem: {
      code: 'output_drift',
      message: `An answer does not fit the schema of its operation any more. ${secretsOf(call)?.hideInText(where) ?? where}`,
      advice: 'Compare it with what the vendor documents now, and update the connector.',
      upstream: undefined,
    },
    attempts,
  }
}
