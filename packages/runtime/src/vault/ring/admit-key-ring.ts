import { sql } from 'kysely'
import { ConfigurationError } from '../../configuration/read-settings.ts'
import type { Database } from '../../store/store.ts'
import { ofProof } from '../envelope/associated-data.ts'
import { open, seal } from '../envelope/sealing.ts'
import { activateKey, readActiveKey } from './active-key.ts'
import type { KeyRing, RingKey } from './key-ring.ts'

/** What the store asks of a ring. */
export interface KeysInUse {
  /** How many secrets each key wraps, by its id. */
  readonly secrets: ReadonlyMap<string, number>
  readonly active: string | undefined
}

export async function readKeysInUse(database: Database): Promise<KeysInUse> {
  const counts = await database
    .selectFrom('secrets')
    .select(({ fn }) => ['key_id', fn.countAll<number>().as('count')])
    .groupBy('key_id')
    .execute()
  return {
    secrets: new Map(counts.map(({ key_id, count }) => [key_id, count])),
    active: await readActiveKey(database),
  }
}

/**
 * Checks that the ring opens whatever is stored, and makes its keys known to the store. Take a transaction: nothing is
 * written if the ring is refused. `origin` is where the ring is from. Throws a `ConfigurationError` that names each key
 * which is missing or not the one that it was.
 */
export async function admitKeyRing(database: Database, ring: KeyRing, origin: string): Promise<void> {
  // Two instances with different keys of one id must not both be the first.
  await sql`lock table vault_keys in share row exclusive mode`.execute(database)
  const { secrets, active } = await readKeysInUse(database)
  const problems = [...secrets]
    .filter(([id]) => ring.find(id) === undefined)
    .map(([id, count]) => `${origin}: the key "${id}" is missing; ${count} secrets need it, so put it back`)
  for (const id of await strangersIn(database, ring)) {
    problems.push(`${origin}: the key "${id}" is another one than the store was written with`)
  }
  if (problems.length > 0) throw new ConfigurationError(problems)

  await database
    .insertInto('vault_keys')
    .values(ring.keys.map((key) => ({ id: key.id, proof: proofOf(key) })))
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  // A key that wraps nothing may be given up without a rotation.
  if (active === undefined || ring.find(active) === undefined) {
    const retired = await activateKey(database, ring.first)
    if (retired !== undefined) throw new ConfigurationError([isRetired(ring.first, retired, origin)])
  }
  await retireKeys(database, ring)
}

/** Ids under which the ring has other keys than those that the store knows by them. */
export async function strangersIn(database: Database, ring: KeyRing): Promise<string[]> {
  const known = await database.selectFrom('vault_keys').select(['id', 'proof']).execute()
  return known
    .filter(({ id, proof }) => {
      const key = ring.find(id)
      return key !== undefined && !isProof(key, proof)
    })
    .map(({ id }) => id)
}

/** Keys that have been in use, wrap nothing any more and have left the ring: they are never to come back. */
async function retireKeys(database: Database, ring: KeyRing): Promise<void> {
  await database
    .updateTable('vault_keys')
    .set({ retired_at: sql`now()` })
    .where('retired_at', 'is', null)
    .where('activated_at', 'is not', null)
    .where('is_active', '=', false)
    .where(
      'id',
      'not in',
      ring.keys.map(({ id }) => id),
    )
    .where((is) =>
      is.not(is.exists(is.selectFrom('secrets').select('key_id').whereRef('key_id', '=', 'vault_keys.id'))),
    )
    .execute()
}

/** What to say of a key that must not come back. */
export const isRetired = ({ id }: RingKey, retired: Date, origin: string): string =>
  `${origin}: the key "${id}" was retired on ${retired.toISOString().slice(0, 10)}; put a new one first`

const proofOf = ({ id, secret }: RingKey): Buffer => seal(secret, Buffer.alloc(0), ofProof(id))

const isProof = ({ id, secret }: RingKey, proof: Buffer): boolean =>
  open(secret, proof, ofProof(id)) !== undefined
