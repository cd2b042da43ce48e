import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import { ConfigurationError } from '../configuration/read-settings.ts'
import type { Settings } from '../configuration/settings.ts'
import type { Store } from '../store/store.ts'
import type { Redactor } from '../telemetry/redaction/redactor.ts'
import { createVault } from './create-vault.ts'
import { admitKeyRing, readKeysInUse } from './ring/admit-key-ring.ts'
import { holdRing } from './ring/held-ring.ts'
import { findKeyRing, generatedRingFile, makeKeyRing, type ProvidedRing } from './ring/provide-key-ring.ts'
import { startRotationWorker, usualPace, type RotationPace } from './rotation/rotation-worker.ts'
import { createVaultKeeper, type VaultKeeper } from './rotation/vault-keeper.ts'
import { createVaultMetrics } from './vault-metrics.ts'
import type { Vault } from './vault.ts'

export interface VaultOptions {
  readonly settings: Settings
  readonly store: Store
  readonly redactor: Redactor
  readonly log: Logger
  readonly registry: Registry
  /** The ring to use in place of that of the settings. */
  readonly keyRing?: ProvidedRing | undefined
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly pace?: RotationPace
}

export interface OpenedVault {
  readonly vault: Vault
  readonly keeper: VaultKeeper
  /** Where the ring is from, and whether this start has made it. */
  readonly ring: Pick<ProvidedRing, 'origin' | 'isNew'>
  /** Ends a rotation after its batch. Close it before the store. */
  readonly close: () => Promise<void>
}

/**
 * Opens the vault in the store, and goes on with a rotation that was cut off. Throws a `ConfigurationError` where the
 * ring does not open what is stored, which leaves the store and the data folder as they are.
 */
export async function openVault(options: VaultOptions): Promise<OpenedVault> {
  const { store, redactor, log, now, pace = usualPace } = options
  const provided = options.keyRing ?? findKeyRing(options.settings) ?? (await firstKeyRing(options))
  await store.transaction((database) => admitKeyRing(database, provided.ring, provided.origin))
  const ring = holdRing(provided, log, now)
  const metrics = createVaultMetrics(options.registry)
  const worker = startRotationWorker({ store, ring, metrics, log, pace })
  return {
    vault: createVault({ store, ring, redactor, log, count: metrics.count }),
    keeper: createVaultKeeper({ store, ring, worker, log }),
    ring: { origin: provided.origin, isNew: provided.isNew },
    close: () => worker.close(),
  }
}

/** A new ring is no help to a store that was written with another. */
async function firstKeyRing({ store, settings, now }: VaultOptions): Promise<ProvidedRing> {
  const { secrets } = await readKeysInUse(store.database)
  if (secrets.size === 0) return makeKeyRing(settings, now())
  throw new ConfigurationError([
    `PATCHBAY_KEYS: is not set, and there is no ${generatedRingFile(settings.dataFolder)}, but the store has secrets ` +
      `that need the keys ${[...secrets.keys()].map((id) => `"${id}"`).join(', ')}; put the ring back`,
  ])
}
