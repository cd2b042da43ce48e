import { sql } from 'kysely'
import type { Logger } from 'pino'
import type { Store } from '../../store/store.ts'

/** Milliseconds between two times that are noted of a key. */
export const noteEvery = 60_000
/** Milliseconds between two writes. */
const writeEvery = 5_000
/** Keys in one statement. */
const mostAtOnce = 500

/** When keys were last used, written behind the requests. What a crash loses of it is a minute. */
export interface KeyUses {
  /** Milliseconds since 1970. */
  note(tenant: string, id: string, time: number): void
  /** Writes what is noted. Rejects if the store does; it is kept for the next time. */
  write(): Promise<void>
  close(): Promise<void>
}

export function createKeyUses(store: Store, log: Logger): KeyUses {
  let noted = new Map<string, { readonly tenant: string; readonly time: number }>()
  const write = async (): Promise<void> => {
    const batch = [...noted].slice(0, mostAtOnce)
    if (batch.length === 0) return
    const ids = batch.map(([id]) => id)
    const tenants = batch.map(([, { tenant }]) => tenant)
    const times = batch.map(([, { time }]) => new Date(time).toISOString())
    await sql`
      update api_keys
      set last_used_at = greatest(coalesce(api_keys.last_used_at, noted.time), noted.time)
      from unnest(${ids}::text[], ${tenants}::text[], ${times}::timestamptz[]) as noted (id, tenant, time)
      where api_keys.id = noted.id and api_keys.tenant = noted.tenant`.execute(store.database)
    const written = new Map(batch)
    noted = new Map([...noted].filter(([id, use]) => written.get(id) !== use))
  }
  const writeQuietly = (): void => {
    write().catch((error: unknown) => log.debug({ err: error }, 'last uses of keys could not be written'))
  }
  const timer = setInterval(writeQuietly, writeEvery).unref()
  return {
    note: (tenant, id, time) => void noted.set(id, { tenant, time }),
    write,
    async close() {
      clearInterval(timer)
      await write().catch(() => undefined)
    },
  }
}
