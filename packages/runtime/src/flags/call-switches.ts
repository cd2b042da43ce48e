import { Problem } from '@patchbay/contract'
import type { Principal } from '../access/principal.ts'
import type { LoadedOperation } from '../connectors/loaded-connector.ts'
import type { FlagMetrics } from './flag-metrics.ts'
import type { Flags } from './open-flags.ts'

/** What flags say about the calls of one principal to one operation. */
export interface CallSwitches {
  /** Makes the problem that each call ends with; undefined where calls are let through. */
  readonly refusal: (() => Problem) | undefined
  /** Whether the emulator of the vendor may answer. */
  readonly mayMock: boolean
}

/** Worked out from the rules of now: ask again when flags have changed. */
export function callSwitches(
  { decide }: Pick<Flags, 'decide'>,
  metrics: FlagMetrics,
  { tenant, id: principal }: Pick<Principal, 'tenant' | 'id'>,
  { connector, description }: Pick<LoadedOperation, 'connector' | 'description'>,
): CallSwitches {
  const { id } = connector.host.description
  const context = { tenant, principal, connector: id, operation: description.id }
  const refuse = (flag: 'calls' | 'writes', what: string) => (): Problem => {
    metrics.denied(flag)
    return new Problem('disabled', {
      detail: `${what} of the connector ${id} are switched off here by the flag \`${flag}\`.`,
      advice: `Wait, or ask an administrator: GET /v1/flags/${flag}/evaluation?connector=${id}&operation=${description.id} tells which rule it is.`,
    })
  }
  const refusal = !decide('calls', context).value
    ? refuse('calls', `Calls of the operation ${description.id}`)
    : description.effect !== 'read' && !decide('writes', context).value
      ? refuse('writes', 'Operations that change something')
      : undefined
  return { refusal, mayMock: decide('mock-data', context).value }
}
