import { sharedKey, type SharedKey } from '../../shared-state/shared-key.ts'
import type { SharedState } from '../../shared-state/shared-state.ts'
import { isNewer, parseRecord, type BreakerRecord } from './breaker-record.ts'

const channel = 'breakers'

// Longer than any breaker needs to be asked again, and than an operator isolates an origin without looking.
const keptFor = { open: 3_600_000, closed: 3_600_000, isolated: 2_592_000_000 } as const

const mostTries = 3

export const breakerKey = (connector: string, origin: string, ...parts: string[]): SharedKey =>
  sharedKey(connector, 'breaker', origin, ...parts)

/** Keeps the records of breakers in the shared state. Everything rejects while the store is away. */
export class SharedRecords {
  readonly #state: SharedState

  constructor(state: SharedState) {
    this.#state = state
  }

  async read(key: SharedKey): Promise<BreakerRecord | undefined> {
    const kept = await this.#state.values.get(key)
    return kept === undefined ? undefined : parseRecord(kept.value)
  }

  /** Tells everybody at once, and keeps it for those who miss that, unless what is kept is newer. */
  async write(key: SharedKey, record: BreakerRecord): Promise<void> {
    const text = JSON.stringify(record)
    await this.#state.messages.publish(channel, text)
    const ttl = keptFor[record.state]
    for (let tries = 0; tries < mostTries; tries += 1) {
      const kept = await this.#state.values.get(key)
      const known = kept === undefined ? undefined : parseRecord(kept.value)
      if (known !== undefined && !isNewer(record, known)) return
      const ifVersion = kept?.version ?? 0
      if ((await this.#state.values.set(key, text, { ttl, ifVersion })) !== undefined) return
    }
  }

  /** Calls back with what other instances, and this one, write. Returns what ends that. */
  subscribe(listener: (record: BreakerRecord) => void): () => void {
    return this.#state.messages.subscribe(channel, (message) => {
      const record = parseRecord(message)
      if (record !== undefined) listener(record)
    })
  }
}
