import type { BeforeCommit } from '../store/before-commit.ts'
import { addEvent, type ConnectionEvent } from './connection-events.ts'
import { connectionTopic, findRecord, updateRecord, type ConnectionRecord } from './connection-records.ts'
import type { ConnectionState } from './connection.ts'
import type { ServiceParts } from './service-parts.ts'

/** What has come out about a connection. What is not named stays as it is. */
export interface Finding {
  readonly state?: ConnectionState
  /** For the one who has to act. */
  readonly reason?: string
  /** What the vendor has granted; null where it does not say. */
  readonly grantedScopes?: readonly string[] | null
  /** Whether calls go to another account from now on, so that nothing kept for the one before may be served. */
  readonly isOtherAccount?: boolean
  readonly event?: ConnectionEvent
}

/** Two changes at the same time are rare, and four are none. */
const mostTries = 4

/**
 * Records what has come out about a connection, and tells all instances. Nothing if it is no more, or if nothing of it
 * is new. A connection that somebody has switched off stays so.
 */
export async function noteFinding(
  { store, changes, connections, now }: Pick<ServiceParts, 'store' | 'changes' | 'connections' | 'now'>,
  { tenant, uid }: { readonly tenant: string; readonly uid: string },
  finding: Finding,
  beforeCommit?: BeforeCommit<ConnectionRecord>,
): Promise<ConnectionRecord | undefined> {
  const { event, isOtherAccount = false } = finding
  let isChanged = false
  const attempt = (): Promise<ConnectionRecord | 'again' | undefined> =>
    store.transaction(async (database) => {
      const before = await findRecord(database, tenant, { uid })
      if (before === undefined) return undefined
      const change = changeBy(before, finding)
      isChanged = isOtherAccount || Object.keys(change).length > 0
      const after = isChanged
        ? await updateRecord(database, before, {
            ...change,
            generation: before.generation + (isOtherAccount ? 1 : 0),
            updatedAt: new Date(now()),
          })
        : before
      if (after === undefined) return 'again'
      if (event !== undefined) await addEvent(database, before, event, now())
      if (isChanged) await changes.tell(database, connectionTopic, tenant, uid)
      await beforeCommit?.(database, before, after)
      return after
    })
  for (let tries = 1; tries <= mostTries; tries += 1) {
    const record = await attempt()
    if (record === 'again') continue
    if (isChanged) await connections.heed(tenant, uid)
    if (isOtherAccount && record !== undefined) {
      await connections.end({ ...record, generation: record.generation - 1 })
    }
    return record
  }
  return undefined
}

function changeBy(
  before: ConnectionRecord,
  { state, reason = '', grantedScopes }: Finding,
): Partial<Pick<ConnectionRecord, 'state' | 'stateReason' | 'grantedScopes'>> {
  const isOtherState =
    state !== undefined &&
    before.state !== 'disabled' &&
    (state !== before.state || reason !== before.stateReason)
  const isOtherGrant =
    grantedScopes !== undefined &&
    JSON.stringify(grantedScopes ?? undefined) !== JSON.stringify(before.grantedScopes)
  return {
    ...(isOtherState ? { state, stateReason: reason } : {}),
    ...(isOtherGrant ? { grantedScopes: grantedScopes ?? undefined } : {}),
  }
}
