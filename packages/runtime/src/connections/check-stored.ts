import { Problem } from '@patchbay/contract'
import type { CallEngine } from '../calls/call-engine.ts'
import type { Registry } from '../connectors/registry.ts'
import type { BeforeCommit } from '../store/before-commit.ts'
import type { ConnectionRecord } from './connection-records.ts'
import type { ConnectionService } from './connection-service.ts'
import type { Finding } from './connection-states.ts'
import type { Connection } from './connection.ts'
import type { Connections } from './connections.ts'
import type { Change } from './create-connection.ts'
import { noConnection } from './service-parts.ts'
import { tryConnection, type CheckCaller, type CheckReport } from './try-connection.ts'

export interface CheckParts {
  readonly service: ConnectionService
  readonly connections: Connections
  readonly registry: Registry
  readonly engine: Pick<CallEngine, 'runOver'>
}

/** Tries a stored connection, and records what comes out. Rejects with `not_found`, or if it cannot be tried. */
export async function checkStored(
  { service, connections, registry, engine }: CheckParts,
  { tenant, actor }: Change,
  id: string,
  caller: CheckCaller,
  beforeCommit?: BeforeCommit<ConnectionRecord>,
): Promise<CheckReport> {
  const record = await service.find(tenant, id)
  if (record === undefined) throw noConnection(id)
  if (record.state === 'disabled') {
    throw new Problem('disabled', {
      detail: `The connection "${id}" is switched off.`,
      advice: `Switch it on first: PATCH /v1/connections/${id} with {"state": "active"}.`,
    })
  }
  const open = await connections.open(record)
  const report = await tryConnection(registry, engine, open, caller)
  const { works, problem } = report
  const event = {
    kind: 'checked',
    outcome: works ? 'ok' : 'failed',
    detail: problem === null ? 'It works.' : `${problem.code}: ${problem.detail}`,
    actor,
  } as const
  await service.note(record, { ...stateOf(report), ...scopesOf(report, open), event }, beforeCommit)
  return report
}

/** Of credentials that were entered, only a check tells the scopes; of others, whoever gave the tokens did. */
const scopesOf = ({ scopes }: CheckReport, { authentication }: Connection): Finding =>
  authentication.kind === 'api-key' && scopes.granted !== null ? { grantedScopes: scopes.granted } : {}

/** A vendor that is away says nothing about the credentials. */
function stateOf({ works, problem }: CheckReport): Finding {
  if (works) return { state: 'active' }
  return problem?.code === 'connection_unauthorized' ? { state: 'reauthorize', reason: problem.detail } : {}
}
