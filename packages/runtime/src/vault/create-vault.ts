import { Problem } from '@patchbay/contract'
import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import type { Store } from '../store/store.ts'
import type { Redactor } from '../telemetry/redaction/redactor.ts'
import { disclose, enclose } from './envelope/envelope.ts'
import type { HeldRing } from './ring/held-ring.ts'
import { deleteEnvelopes, nextChange, readEnvelope, writeEnvelope } from './secret-rows.ts'
import { secretUnavailable, type Reason } from './secret-unavailable.ts'
import type { CountUse } from './vault-metrics.ts'
import type { Vault } from './vault.ts'
import { createVersionFloors } from './version-floors.ts'
import { roomFor } from '../shared-state/room-for.ts'

export interface VaultParts {
  readonly store: Store
  readonly ring: HeldRing
  readonly redactor: Redactor
  readonly log: Logger
  readonly count: CountUse
}

/** Places whose newest version is remembered: some hundred bytes each. */
const mostFloors = 50_000

/** Texts that are hidden since they were put or got: those used last, some ten to thirty kilobytes each. */
const mostHidden = 2_000

export function createVault({ store, ring, redactor, log, count }: VaultParts): Vault {
  const floors = createVersionFloors(mostFloors)
  const hidden = new LRUCache<string, () => void>({ ...roomFor(mostHidden), dispose: (end) => end() })
  const hide = (text: string): void => {
    if (hidden.get(text) === undefined) hidden.set(text, redactor.protect(text))
  }
  const countEvery = async <T>(use: 'get' | 'put' | 'forget', work: () => Promise<T>): Promise<T> => {
    try {
      const result = await work()
      count(use, 'ok')
      return result
    } catch (error) {
      count(use, Problem.is(error) && error.code === 'secret_unavailable' ? 'unavailable' : 'failed')
      throw error
    }
  }

  return {
    get: (place, database = store.database) =>
      countEvery('get', async () => {
        const floor = floors.of(place) // before the row is read, or a change in between would look like one undone
        const envelope = await readEnvelope(database, place)
        if (envelope === undefined) return undefined
        const { version, keyId } = envelope
        const unavailable = (reason: Reason): Problem => secretUnavailable(log, reason, place, keyId)
        if (version < floor) throw unavailable('older')
        const key = await ring.find(keyId, database)
        if (key === undefined) throw unavailable('key missing')
        const text = disclose({ ...place, version }, envelope, key)
        if (text === undefined) throw unavailable('changed')
        hide(text)
        // What a transaction reads may be its own, and never come to be.
        if (database === store.database) floors.raise(place, version)
        return { text, version }
      }),

    put: (place, text, { ifVersion, database = store.database } = {}) =>
      countEvery('put', async () => {
        hide(text)
        await ring.admitted(database)
        const { version, keyId = '' } = await nextChange(database, place, floors.of(place))
        const key = await ring.find(keyId, database)
        if (key === undefined) throw secretUnavailable(log, 'key missing', place, keyId)
        const change = { ...place, version }
        const isWritten = await writeEnvelope(database, change, enclose(change, text, key), ifVersion)
        if (isWritten && database === store.database) floors.raise(place, version)
        return isWritten ? version : undefined
      }),

    forget: (tenant, record, database = store.database) =>
      countEvery('forget', () => deleteEnvelopes(database, tenant, record)),
  }
}
