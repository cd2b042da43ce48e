import { Problem } from '@patchbay/contract'
import type { BeforeCommit } from '../store/before-commit.ts'
import { hideFields } from '../telemetry/redaction/secret-fields.ts'
import { addEvent } from './connection-events.ts'
import { connectionTopic, findRecord, updateRecord, type ConnectionRecord } from './connection-records.ts'
import type { ConnectionSettings } from './connection-settings.ts'
import type { Change } from './create-connection.ts'
import { kindOf } from './credential-kinds.ts'
import { judgeConnection, type Account } from './judge-connection.ts'
import { protectSecrets } from './protect-secrets.ts'
import {
  connectorFor,
  invalidSettings,
  noConnection,
  refuseUnmanaged,
  type ServiceParts,
} from './service-parts.ts'

/** What is not named stays as it is. */
export interface ConnectionChange extends Partial<Omit<ConnectionSettings, 'id' | 'connector'>> {
  /** Switches it off or on. */
  readonly state?: 'active' | 'disabled'
}

/**
 * Changes a connection. Rejects with `not_found`, `invalid_input`, `conflict` if it is changed at the same time, or
 * `what `checkVersion` throws.
 */
export async function updateConnection(
  parts: ServiceParts,
  { tenant, actor }: Change,
  id: string,
  change: ConnectionChange,
  checkVersion: (version: number) => void,
  beforeCommit?: BeforeCommit<ConnectionRecord>,
): Promise<ConnectionRecord> {
  const { store, changes, secrets, connections, now } = parts
  refuseUnmanaged(parts, tenant, id)
  const before = await findRecord(store.database, tenant, { id })
  if (before === undefined) throw noConnection(id)
  checkVersion(before.version)

  const judged = await judgeChange(parts, before, change)
  const { account, isOtherAccount, secretConfig } = judged
  const updated = await store.transaction(async (database) => {
    const record = await updateRecord(database, before, {
      auth: account.auth,
      config: hideFields(account.config, secretConfig) as Record<string, unknown>,
      ...(change.origins === undefined ? {} : { origins: change.origins }),
      ...stateAfter(parts, before, change, account),
      generation: before.generation + (isOtherAccount ? 1 : 0),
      updatedAt: new Date(now()),
    })
    if (record === undefined) throw changedMeanwhile(id)
    if (change.credentials !== undefined) await secrets.putCredentials(before, change.credentials, database)
    if (secretConfig.size > 0) await secrets.putConfig(before, account.config, database)
    const detail = `Changed: ${Object.keys(change).join(', ') || 'nothing'}.`
    await addEvent(database, before, { kind: 'updated', outcome: 'ok', detail, actor }, now())
    await changes.tell(database, connectionTopic, tenant, before.uid)
    await beforeCommit?.(database, before, record)
    return record
  })
  await connections.heed(tenant, before.uid)
  if (isOtherAccount) await connections.end(before)
  return updated
}

async function judgeChange(parts: ServiceParts, before: ConnectionRecord, change: ConnectionChange) {
  const { secrets, registry, redactor } = parts
  const connector = connectorFor(registry, before.connector)
  protectSecrets(change, connector, redactor)() // whoever opens it hides them again
  const { secretConfig } = connector
  const known =
    change.config === undefined && secretConfig.size > 0 ? await secrets.config(before) : undefined
  const settings = {
    config: change.config ?? { ...(known ?? before.config) },
    auth: change.auth ?? before.auth,
    origins: change.origins ?? before.origins,
  }
  const { account, errors } = await judgeConnection(settings, change.credentials, connector, parts)
  if (account === undefined) throw invalidSettings(errors)
  if (account.auth !== before.auth && change.credentials === undefined) {
    throw invalidSettings([
      { path: '/credentials', message: `are needed: those of ${before.auth} do not suit ${account.auth}` },
    ])
  }
  const isOtherAccount =
    change.credentials !== undefined ||
    account.auth !== before.auth ||
    change.config !== undefined ||
    change.origins !== undefined
  return { account, isOtherAccount, secretConfig }
}

/** Other credentials end what the old ones had led to. */
function stateAfter(
  { kinds }: ServiceParts,
  before: ConnectionRecord,
  { state, credentials }: ConnectionChange,
  { authentication }: Account,
): Partial<Pick<ConnectionRecord, 'state' | 'stateReason' | 'grantedScopes'>> {
  const renewed = kindOf(kinds, authentication).initial?.(authentication) ?? { state: 'active', reason: '' }
  const scopes = credentials === undefined ? {} : { grantedScopes: undefined }
  if (state === 'disabled') return { state, stateReason: '', ...scopes }
  if (credentials !== undefined && (state === 'active' || before.state !== 'disabled')) {
    return { state: renewed.state, stateReason: renewed.reason, ...scopes }
  }
  if (state === 'active' && before.state === 'disabled') return { state, stateReason: '', ...scopes }
  return scopes
}

const changedMeanwhile = (id: string): Problem =>
  new Problem('conflict', {
    detail: `The connection "${id}" was changed at the same time.`,
    advice: 'Read it, then decide again.',
  })
