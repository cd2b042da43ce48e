import { Problem } from '@patchbay/contract'
import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import { inMilliseconds } from '../configuration/durations.ts'
import { ConfigurationError } from '../configuration/read-settings.ts'
import type { Settings } from '../configuration/settings.ts'
import type { Database, Store } from '../store/store.ts'
import type { Redactor } from '../telemetry/redaction/redactor.ts'
import { createVault } from './create-vault.ts'
import { readKeysInUse } from './ring/admit-key-ring.ts'
import { holdRing, type HeldRing } from './ring/held-ring.ts'
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
  readonly settings: RingSettings & Pick<Settings, 'rotationPause'>
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
  readonly heldRing: HeldRing
  /** Where the ring is from, and whether this start has made it; undefined while the store has not been there yet. */
  readonly ring: Pick<ProvidedRing, 'origin' | 'isNew'> | undefined
  /** Ends a rotation after its batch. Close it before the store. */
  readonly close: () => Promise<void>
}

/** Milliseconds for which the start waits for a store in the data folder; a server may be away for longer than that. */
const patience = 30_000

/**
 * Opens the vault in the store, and goes on with a rotation that was cut off. Throws a `ConfigurationError` where the
 * ring does not open what is stored, which leaves the store and the data folder as they are. Where the store is away,
 * that is found out when it is back, or by the first who needs a secret.
 */
export async function openVault(options: VaultOptions): Promise<OpenedVault> {
  const { settings, store, redactor, log, now } = options
  const pace = options.pace ?? { ...usualPace, pause: inMilliseconds(settings.rotationPause) }
  const given = options.keyRing ?? findGivenRing(options)
  const ring = holdRing({
    store,
    log,
    now,
    given,
    make: (database) => firstKeyRing(database, settings, now()),
  })
  // What is new holds nothing that the ring could fail to open. It takes seconds to be made, or never is if it is in memory.
  if (!store.isNew || (store.isDurable && store.availability.isUp)) {
    if (store.kind === 'embedded') await untilUp(store, patience)
    await ring.admit().catch((error: unknown) => {
      if (!Problem.is(error) || error.code !== 'state_unavailable') throw error
      log.warn('the vault waits for the store')
    })
  }
  const metrics = createVaultMetrics(options.registry)
  const worker = startRotationWorker({ store, ring, metrics, log, pace })
  const stopListening = store.availability.onChange((isUp) => {
    if (!isUp || ring.isAdmitted) return
    ring.admit().then(
      () => worker.wake(),
      (error: unknown) => log.error({ err: error }, 'the key ring does not fit the store'),
    )
  })
  return {
    vault: createVault({ store, ring, redactor, log, count: metrics.count }),
    keeper: createVaultKeeper({ store, ring, worker, log }),
    heldRing: ring,
    ring: ring.provided,
    async close() {
      stopListening()
      await worker.close()
    },
  }
}

/** The ring of the settings; else that in the data folder, where a new store gets one at once; else none yet. */
function findGivenRing({ settings, store, now }: VaultOptions): ProvidedRing | undefined {
  const isConfigured = settings.keys !== undefined || settings.keysFile !== undefined
  if (!store.isDurable && !isConfigured) return temporaryKeyRing(now())
  return findKeyRing(settings) ?? (store.isNew ? makeKeyRing(settings, now()) : undefined)
}

async function untilUp({ availability }: Store, wait: number): Promise<void> {
  if (availability.isUp) return
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, wait)
    const stop = availability.onChange((isUp) => {
      if (!isUp) return
      clearTimeout(timer)
      resolve()
    })
    timer.unref()
    setTimeout(stop, wait).unref()
  })
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
