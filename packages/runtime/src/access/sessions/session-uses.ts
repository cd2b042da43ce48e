import { sql } from 'kysely'
import type { Logger } from 'pino'
import type { Store } from '../../store/store.ts'

/** Milliseconds between two writes. */
const writeEvery = 5_000
/** Sessions in one statement. */
const mostAtOnce = 500

/** When sessions were last seen, written behind the requests. What a crash loses of it is a minute. */
export interface SessionUses {
  /** Milliseconds since 1970. */
  note(hash: string, time: number): void
  /** What is noted of one and not written yet; 0 for nothing. */
  notedOf(hash: string): number
  close(): Promise<void>
}

export function createSessionUses(store: Store, log: Logger): SessionUses {
  let noted = new Map<string, number>()
  const write = async (): Promise<void> => {
    const batch = [...noted].slice(0, mostAtOnce)
    if (batch.length === 0) return
    const hashes = batch.map(([hash]) => hash)
    const times = batch.map(([, time]) => new Date(time).toISOString())
    await sql`
      update sessions
      set last_seen_at = greatest(sessions.last_seen_at, noted.time)
      from unnest(${hashes}::text[], ${times}::timestamptz[]) as noted (hash, time)
      where sessions.hash = noted.hash`.execute(store.database)
    const written = new Map(batch)
    noted = new Map([...noted].filter(([hash, time]) => written.get(hash) !== time))
  }
  const timer = setInterval(() => {
    write().catch((error: unknown) => log.debug({ err: error }, 'sessions could not be noted as seen'))
  }, writeEvery).unref()
  return {
    note: (hash, time) => void noted.set(hash, time),
    notedOf: (hash) => noted.get(hash) ?? 0,
    async close() {
      clearInterval(timer)
      await write().catch(() => undefined)
    },
  }
}
