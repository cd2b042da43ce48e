import type { Logger } from 'pino'
import type { Store } from '../../store/store.ts'
import { rewrap } from '../envelope/envelope.ts'
import type { HeldRing } from '../ring/held-ring.ts'
import { lockOtherwiseWrapped, writeWrappedKeys, type WrappedRow } from '../secret-rows.ts'
import { secretUnavailable } from '../secret-unavailable.ts'
import type { SecretPlace } from '../vault.ts'

/** What became of some secrets. */
export interface Batch {
  readonly rewrapped: number
  readonly unreadable: number
  /** Where the next batch begins; undefined if there was nothing more. */
  readonly last: SecretPlace | undefined
}

export const beforeAll: SecretPlace = { tenant: '', record: '', purpose: '' }

/**
 * Wraps some data keys by the key with this id, all or none. Secrets themselves stay closed. What a transaction of
 * another instance or a write has locked is left out, so nobody waits for long.
 */
export async function rewrapBatch(
  { store, ring, log }: { store: Store; ring: HeldRing; log: Logger },
  keyId: string,
  after: SecretPlace,
  size: number,
): Promise<Batch> {
  return store.transaction(async (database) => {
    const to = await ring.find(keyId, database)
    if (to === undefined) return { rewrapped: 0, unreadable: 0, last: undefined }
    const rows = await lockOtherwiseWrapped(database, keyId, after, size)
    const rewrapped: WrappedRow[] = []
    for (const row of rows) {
      const from = await ring.find(row.keyId, database)
      const wrapped = from === undefined ? undefined : rewrap(row, row, from, to)
      if (wrapped === undefined) secretUnavailable(log, from ? 'changed' : 'key missing', row, row.keyId)
      else rewrapped.push({ ...row, ...wrapped })
    }
    if (rewrapped.length > 0) await writeWrappedKeys(database, rewrapped)
    return { rewrapped: rewrapped.length, unreadable: rows.length - rewrapped.length, last: rows.at(-1) }
  })
}
