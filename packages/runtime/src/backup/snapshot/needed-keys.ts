import type { Database } from '../../store/store.ts'
import { open } from '../../vault/envelope/sealing.ts'
import { ofProof } from '../../vault/envelope/associated-data.ts'
import type { KeyRing } from '../../vault/ring/key-ring.ts'
import type { About } from '../manifest.ts'

/** The keys that the store knows, with whether any secret needs them. */
export async function readNeededKeys(database: Database): Promise<About['keys']> {
  const rows = await database
    .selectFrom('vault_keys')
    .select((of) => [
      'id',
      'proof',
      of
        .exists(of.selectFrom('secrets').select('key_id').whereRef('key_id', '=', 'vault_keys.id'))
        .as('isNeeded'),
    ])
    .orderBy('id')
    .execute()
  return rows.map(({ id, proof, isNeeded }) => ({
    id,
    proof: proof.toString('base64'),
    isNeeded: isNeeded === true,
  }))
}

/** What is wrong with a ring for an archive that needs these keys. */
export function ringProblems(keys: About['keys'], ring: KeyRing, origin: string): string[] {
  return keys.flatMap(({ id, proof, isNeeded }) => {
    const key = ring.find(id)
    if (key === undefined) {
      return isNeeded
        ? [`${origin}: the key "${id}" is missing, which secrets in the archive need; put it back`]
        : []
    }
    return open(key.secret, Buffer.from(proof, 'base64'), ofProof(id)) === undefined
      ? [`${origin}: the key "${id}" is another one than that of the archive`]
      : []
  })
}
