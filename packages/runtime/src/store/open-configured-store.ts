import { join, resolve } from 'node:path'
import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import { inMilliseconds } from '../configuration/durations.ts'
import { ConfigurationError } from '../configuration/read-settings.ts'
import type { Settings } from '../configuration/settings.ts'
import type { Redactor } from '../telemetry/redaction/redactor.ts'
import { openStore } from './open-store.ts'
import { createStoreMeter } from './store-metrics.ts'
import type { Store } from './store.ts'

export interface ConfiguredStoreOptions {
  readonly settings: Pick<Settings, 'databaseUrl' | 'dataFolder' | 'storeConnections' | 'storeTimeout'>
  /** Where the metrics go. */
  readonly registry: Registry
  readonly log: Logger
  readonly redactor: Redactor
}

/** Milliseconds to wait for a server at the start: long enough for one that is there. */
const patienceForServer = 1_500
/** For the engine of our own, which surely comes, and takes seconds to make a new folder. */
const patienceForFolder = 30_000

/**
 * Opens the store that the settings name. It is open even if the server is away, and then away until that answers.
 * Rejects with a `ConfigurationError` if the URL is wrong, if the tables are those of a newer Patchbay, or if another
 * process has the data folder open.
 */
export async function openConfiguredStore(options: ConfiguredStoreOptions): Promise<Store> {
  const { settings, registry, log, redactor } = options
  const { databaseUrl, dataFolder, storeConnections: connections, storeTimeout } = settings
  if (databaseUrl !== undefined) protect(databaseUrl, redactor)
  const meter = createStoreMeter(registry)
  meter.up(false)
  const store = await openStore({
    ...(databaseUrl === undefined ? { folder: join(resolve(dataFolder), 'store') } : { databaseUrl }),
    connections,
    budget: inMilliseconds(storeTimeout),
    patience: databaseUrl === undefined ? patienceForFolder : patienceForServer,
    meter,
  })
  tell(store, log)
  store.availability.onChange(() => tell(store, log))
  return store
}

function protect(databaseUrl: string, redactor: Redactor): void {
  redactor.protect(databaseUrl)
  const url = URL.parse(databaseUrl)
  if (url === null || !['postgres:', 'postgresql:'].includes(url.protocol)) {
    throw new ConfigurationError(['DATABASE_URL: is not a URL of Postgres'])
  }
  for (const password of [url.password, decodeURIComponent(url.password)]) redactor.protect(password)
}

function tell({ kind, availability }: Store, log: Logger): void {
  if (availability.isUp) log.info({ kind }, 'the store answers')
  else
    log.warn({ kind, reason: availability.reason }, 'the store is away; changes are refused until it answers')
}
