import { Problem } from '@patchbay/contract'
import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import { ConfigurationError } from '../configuration/read-settings.ts'
import type { Database, Store } from '../store/store.ts'
import type { Redactor } from '../telemetry/redaction/redactor.ts'
import { createVault } from './create-vault.ts'
import { readKeysInUse } from './ring/admit-key-ring.ts'
import { holdRing } from './ring/held-ring.ts'
import {
  findKeyRing,
  generatedRingFile,
  makeKeyRing,
  temporaryKeyRing,
  type ProvidedRing,
  type RingSettings,
} from './ring/provide-key-ring.ts'
import { startRotationWorker, usualPace, type RotationPace } from './rotation/rotation-worker.ts'
import { createVaultKeeper, type VaultKeeper } from './rotation/vault-keeper.ts'
import { createVaultMetrics } from './vault-metrics.ts'
import type { Vault } from './vault.ts'

export interface VaultOptions {
  readonly settings: RingSettings
  readonly store: Store
  readonly redactor: Redactor
  readonly log: Logger
  readonly registry: Registry
  /**
   * The ring to use in place of that of the settings. `temporary`: one that ends with this process, for a store that
   * does, and which is not asked before it is needed.
   */
  readonly keyRing?: ProvidedRing | 'temporary' | undefined
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly pace?: RotationPace
}

export interface OpenedVault {
  readonly vault: Vault
  readonly keeper: VaultKeeper
  /** Where the ring is from, and whether this start has made it; undefined while the store has not been there yet. */
  readonly ring: Pick<ProvidedRing, 'origin' | 'isNew'> | undefined
  /** Ends a rotation after its batch. Close it before the store. */
  readonly close: () => Promise<void>
}

/**
 * Opens the vault in the store, and goes on with a rotation that was cut off. Throws a `ConfigurationError` where the
 * ring does not open what is stored, which leaves the store and the data folder as they are. While the store is away,
 * that is found out by the first who needs a secret.
 */
export async function openVault(options: VaultOptions): Promise<OpenedVault> {
  const { settings, store, redactor, log, now, keyRing, pace = usualPace } = options
  const given = keyRing === 'temporary' ? temporaryKeyRing(now()) : (keyRing ?? findKeyRing(settings))
  const ring = holdRing({
    store,
    log,
    now,
    provide: async (database) => given ?? firstKeyRing(database, settings, now()),
  })
  if (keyRing !== 'temporary') {
    await ring.admit().catch((error: unknown) => {
      if (!Problem.is(error) || error.code !== 'state_unavailable') throw error
      log.warn('the vault waits for the store')
    })
  }
  const metrics = createVaultMetrics(options.registry)
  const worker = startRotationWorker({ store, ring, metrics, log, pace })
  return {
    vault: createVault({ store, ring, redactor, log, count: metrics.count }),
    keeper: createVaultKeeper({ store, ring, worker, log }),
    ring: ring.provided,
    close: () => worker.close(),
  }
}

/** A new ring is no help to a store that was written with another. */
async function firstKeyRing(database: Database, settings: RingSettings, now: number): Promise<ProvidedRing> {
  const { secrets } = await readKeysInUse(database)
  if (secrets.size === 0) return makeKeyRing(settings, now)
  throw new ConfigurationError([
    `PATCHBAY_KEYS: is not set, and there is no ${generatedRingFile(settings.dataFolder)}, but the store has secrets ` +
      `that need the keys ${[...secrets.keys()].map((id) => `"${id}"`).join(', ')}; put the ring back`,
  ])
}
