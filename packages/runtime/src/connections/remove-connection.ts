import { Problem } from '@patchbay/contract'
import type { Logger } from 'pino'
import type { BeforeCommit } from '../store/before-commit.ts'
import { addEvent, forgetEvents } from './connection-events.ts'
import { connectionTopic, deleteRecord, findRecord, type ConnectionRecord } from './connection-records.ts'
import type { Change } from './create-connection.ts'
import { kindOf } from './credential-kinds.ts'
import { noConnection, refuseUnmanaged, type ServiceParts } from './service-parts.ts'

/** Milliseconds that a vendor has to take credentials back. */
const revocationTimeout = 5_000

/**
 * Deletes a connection and all that is kept for it, then gives its credentials back at the vendor where that can be
 * done. A vendor that does not take them back is recorded, and keeps nothing here.
 */
export async function removeConnection(
  parts: ServiceParts & { readonly log: Logger },
  { tenant, actor }: Change,
  id: string,
  checkVersion: (version: number) => void,
  beforeCommit?: BeforeCommit<ConnectionRecord>,
): Promise<ConnectionRecord> {
  const { store, changes, secrets, connections, now } = parts
  refuseUnmanaged(parts, tenant, id)
  const record = await findRecord(store.database, tenant, { id })
  if (record === undefined) throw noConnection(id)
  checkVersion(record.version)
  const revoke = await revocationOf(parts, record)
  await store.transaction(async (database) => {
    const isDeleted = await deleteRecord(database, record)
    if (!isDeleted)
      throw new Problem('conflict', { detail: `The connection "${id}" was changed at the same time.` })
    await secrets.forget(record, database)
    await forgetEvents(database, record)
    const detail = `The connection to ${record.connector} and its credentials are deleted.`
    await addEvent(database, record, { kind: 'deleted', outcome: 'ok', detail, actor }, now())
    await changes.tell(database, connectionTopic, tenant, record.uid)
    await beforeCommit?.(database, record, undefined)
  })
  await connections.heed(tenant, record.uid)
  await connections.end(record)
  if (revoke !== undefined) await report(parts, record, actor, revoke)
  return record
}

type Revoke = () => Promise<void>

/** What gives the credentials back; it fails later if it cannot be prepared, so that the connection goes all the same. */
async function revocationOf(parts: ServiceParts, record: ConnectionRecord): Promise<Revoke | undefined> {
  try {
    const owner = await parts.opener.ownerOf(record)
    return await kindOf(parts.kinds, owner.authentication).prepareRevocation?.(owner)
  } catch (error) {
    return () => Promise.reject(error)
  }
}

async function report(
  { store, redactor, log, now }: ServiceParts & { readonly log: Logger },
  record: ConnectionRecord,
  actor: string,
  revoke: Revoke,
): Promise<void> {
  const event = await settled(revoke).then(
    () => ({ outcome: 'ok', detail: 'The vendor has taken the credentials back.' }) as const,
    (error: unknown) => {
      const reason = redactor.redact(Problem.is(error) ? error.message : 'It failed unexpectedly.')
      const { tenant, id, connector } = record
      log.warn(
        { tenant, connection: id, connector, err: error },
        'credentials were not taken back by the vendor',
      )
      return {
        outcome: 'failed',
        detail: `The vendor has not taken the credentials back: ${reason} End them at the vendor by hand.`,
      } as const
    },
  )
  await addEvent(store.database, record, { kind: 'revoked', ...event, actor }, now()).catch(
    (error: unknown) => log.warn({ err: error }, 'the history of a connection could not be written'),
  )
}

async function settled(revoke: Revoke): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    const problem = new Problem('vendor_timeout', { detail: 'The vendor did not answer in time.' })
    timer = setTimeout(reject, revocationTimeout, problem)
  })
  try {
    await Promise.race([revoke(), late])
  } finally {
    clearTimeout(timer)
  }
}
