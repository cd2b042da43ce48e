import {
  createLog,
  createRedactor,
  newKeyEntry,
  openVault,
  parseKeyRing,
  type OpenedVault,
  type SecretPlace,
  type Store,
} from '@patchbay/runtime'
import { Registry } from 'prom-client'

/** A new key for `PATCHBAY_KEYS`, with this id. */
export const keyEntry = (id: string): string => newKeyEntry(0).replace(/^[^:]+/, id)

/** Opens the vault in a store with the keys of `PATCHBAY_KEYS`. What it logs comes as lines. */
export async function openDrillVault(
  store: Store,
  keys: string,
  write: (line: string) => void = () => undefined,
): Promise<OpenedVault> {
  const redactor = createRedactor()
  return openVault({
    settings: { dataFolder: '', generatedKeys: false, keys, rotationPause: '5ms' },
    store,
    redactor,
    log: createLog('info', redactor, { write }),
    registry: new Registry(),
    now: Date.now,
    // It leaves rotations to the processes that the drill is about.
    pace: { batch: 50, pause: 5, retry: 500, watch: 2 ** 31 - 1 },
  })
}

export const keyOf = (entry: string) => parseKeyRing(entry, 'drill').first

export async function addTenants(store: Store, ids: readonly string[]): Promise<void> {
  const rows = ids.map((id) => ({ id, title: id }))
  await store.database
    .insertInto('tenants')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Places that differ in one part at a time, and in all. */
export function places(
  tenants: readonly string[],
  records: number,
  purposes: readonly string[],
): SecretPlace[] {
  return tenants.flatMap((tenant) =>
    Array.from({ length: records }, (_, index) => `record-${index}`).flatMap((record) =>
      purposes.map((purpose) => ({ tenant, record, purpose })),
    ),
  )
}
