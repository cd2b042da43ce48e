import { Problem } from '@patchbay/contract'
import { ConfigurationError } from '../../configuration/read-settings.ts'
import type { Settings } from '../../configuration/settings.ts'
import { migrationState } from '../../store/migrate.ts'
import type { Database } from '../../store/store.ts'
import { readKeysInUse, strangersIn } from '../../vault/ring/admit-key-ring.ts'
import { findKeyRing, type ProvidedRing } from '../../vault/ring/provide-key-ring.ts'
import { checkedUrl, withTables } from '../local/open-tables.ts'

/** Whether the key ring can be read, and the address of Postgres; with `connect`, whether that answers and fits the ring. */
export async function checkStore(settings: Settings, connect: boolean): Promise<string | undefined> {
  const provided = findKeyRing(settings)
  const ring = provided === undefined ? '' : 'key ring'
  const { databaseUrl } = settings
  if (databaseUrl === undefined) return ring === '' ? undefined : ring
  checkedUrl(databaseUrl)
  if (!connect) return ring === '' ? 'address of Postgres' : `${ring}, address of Postgres`
  try {
    return await withTables(settings, ({ database }) => judge(database, provided))
  } catch (error) {
    if (!Problem.is(error)) throw error
    throw new ConfigurationError(['DATABASE_URL: no Postgres answers there'])
  }
}

async function judge(database: Database, provided: ProvidedRing | undefined): Promise<string> {
  const { pending, unknown } = await migrationState(database)
  if (unknown.length > 0) {
    throw new ConfigurationError([`DATABASE_URL: a newer Patchbay has been there (${unknown.join(', ')})`])
  }
  if (pending.length > 0) return `Postgres answers, and the next start will apply ${pending.join(', ')}`
  const { secrets } = await readKeysInUse(database)
  const missing = [...secrets.keys()].filter((id) => provided?.ring.find(id) === undefined)
  const strangers = provided === undefined ? [] : await strangersIn(database, provided.ring)
  const origin = provided?.origin ?? 'PATCHBAY_KEYS'
  const problems = [
    ...missing.map((id) => `${origin}: the key "${id}" is missing, which ${secrets.get(id)} secrets need`),
    ...strangers.map((id) => `${origin}: the key "${id}" is another one than the store was written with`),
  ]
  if (problems.length > 0) throw new ConfigurationError(problems)
  return 'Postgres answers, its tables are up to date, and the key ring opens what is in them'
}
