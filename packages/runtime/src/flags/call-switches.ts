import { Problem } from '@patchbay/contract'
import type { CallableOperation } from '../access/call-access.ts'
import type { Principal } from '../access/principal.ts'
import type { Connection } from '../connections/connection.ts'
import type { FlagMetrics } from './flag-metrics.ts'
import type { Flags } from './open-flags.ts'
import { refusingFlag } from './refusing-flag.ts'

/** What flags say about the calls of one principal to one operation. */
export interface CallSwitches {
  /** Makes the problem that each call ends with; undefined where calls are let through. */
  readonly refusal: (() => Problem) | undefined
  /** Throws `connection_missing` where the emulator of the vendor would answer and must not. */
  readonly checkSource: (connection: Pick<Connection, 'source'>) => void
}

/** Worked out from the rules of now: ask again when flags have changed. */
export function callSwitches(
  flags: Pick<Flags, 'decide' | 'areKnown'>,
  metrics: FlagMetrics,
  { tenant, id: principal }: Pick<Principal, 'tenant' | 'id'>,
  { connector, description }: CallableOperation,
): CallSwitches {
  const { decide } = flags
  const { id } = connector.host.description
  const context = { tenant, principal, connector: id, operation: description.id }
  const refuse = (flag: 'calls' | 'writes', what: string) => (): Problem => {
    metrics.denied(flag)
    return new Problem('disabled', {
      detail: `${what} of the connector ${id} are switched off here by the flag \`${flag}\`.`,
      advice: `Wait, or ask an administrator: GET /v1/flags/${flag}/evaluation?connector=${id}&operation=${description.id} tells which rule it is.`,
    })
  }
  const refuseMock: CallSwitches['checkSource'] = ({ source }) => {
    if (source !== 'mock') return
    metrics.denied('mock-data')
    throw new Problem('connection_missing', {
      detail: `The connector ${id} has no connection here but the emulator of its vendor, which the flag \`mock-data\` switches off.`,
    })
  }
  const refusals = {
    calls: refuse('calls', `Calls of the operation ${description.id}`),
    writes: refuse('writes', 'Operations that change something'),
  }
  const flag = refusingFlag(decide, description.effect, context)
  const refusal = !flags.areKnown ? unknown : flag && refusals[flag]
  return { refusal, checkSource: decide('mock-data', context).value ? always : refuseMock }
}

// Rather than let a call through that somebody has switched off.
const unknown = (): Problem =>
  new Problem('state_unavailable', {
    detail: 'Which calls are switched off could not be read yet, because the store is away.',
    retryAfter: 1,
  })

const always = (): void => undefined
