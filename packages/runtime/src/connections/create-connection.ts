import { randomUUID } from 'node:crypto'
import { Problem } from '@patchbay/contract'
import type { BeforeCommit } from '../store/before-commit.ts'
import { hideFields } from '../telemetry/redaction/secret-fields.ts'
import { addEvent } from './connection-events.ts'
import { connectionTopic, countRecords, insertRecord, type ConnectionRecord } from './connection-records.ts'
import type { ConnectionSettings } from './connection-settings.ts'
import { kindOf } from './credential-kinds.ts'
import { judgeConnection } from './judge-connection.ts'
import { protectSecrets } from './protect-secrets.ts'
import { connectorFor, invalidSettings, refuseUnmanaged, type ServiceParts } from './service-parts.ts'

/** Who changes what. */
export interface Change {
  readonly tenant: string
  /** Id of the principal. */
  readonly actor: string
}

/** Of one tenant: all of them are read when one is needed. */
const mostConnections = 1_000

/** Stores a connection. Rejects with `invalid_input` and every field that is wrong, or `conflict`. */
export async function createConnection(
  parts: ServiceParts,
  { tenant, actor }: Change,
  settings: ConnectionSettings,
  beforeCommit?: BeforeCommit<ConnectionRecord>,
): Promise<ConnectionRecord> {
  const { store, changes, secrets, registry, connections, kinds, redactor, now } = parts
  const { id, credentials = {}, origins = {} } = settings
  const connector = connectorFor(registry, settings.connector)
  protectSecrets(settings, connector, redactor)() // whoever opens it hides them again
  const { account, errors } = await judgeConnection(settings, credentials, connector, parts)
  if (account === undefined) throw invalidSettings(errors)
  refuseUnmanaged(parts, tenant, id)

  const hasSecretConfig = connector.secretConfig.size > 0
  const initial = kindOf(kinds, account.authentication).initial?.(account.authentication)
  const at = new Date(now())
  const record: ConnectionRecord = {
    uid: randomUUID(),
    tenant,
    id,
    connector: settings.connector,
    auth: account.auth,
    config: hideFields(account.config, connector.secretConfig) as Record<string, unknown>,
    origins,
    state: initial?.state ?? 'active',
    stateReason: initial?.reason ?? '',
    grantedScopes: undefined,
    generation: 1,
    version: 1,
    createdAt: at,
    updatedAt: at,
  }
  await store.transaction(async (database) => {
    if ((await countRecords(database, tenant)) >= mostConnections) throw tooMany()
    if (!(await insertRecord(database, record))) throw taken(id)
    await secrets.putCredentials(record, credentials, database)
    if (hasSecretConfig) await secrets.putConfig(record, account.config, database)
    const event = { kind: 'created', outcome: 'ok', detail: `For ${settings.connector}.`, actor } as const
    await addEvent(database, record, event, now())
    await changes.tell(database, connectionTopic, tenant, record.uid)
    await beforeCommit?.(database, undefined, record)
  })
  await connections.heed(tenant, record.uid)
  return record
}

const taken = (id: string): Problem =>
  new Problem('conflict', {
    detail: `There is a connection "${id}" already.`,
    advice: `Choose another id, or change that one: PATCH /v1/connections/${id}.`,
  })

const tooMany = (): Problem =>
  new Problem('conflict', {
    detail: `A tenant can have ${mostConnections} connections, and this one has as many.`,
    advice: 'Delete those that are not needed any more.',
  })
