import { readdir } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { inspect } from 'node:util'
import type { Connector } from '@patchbay/contract'
import type { Emulator } from '@patchbay/contract/emulator'
import type { Logger } from 'pino'
import type { ConnectorHost } from './connector-host.ts'
import { createInProcessHost } from './in-process-host.ts'
import { inspectConnector } from './inspect-connector.ts'
import { prepareConnector, type LoadedConnector, type LoadingParts } from './loaded-connector.ts'
import { readManifest } from './manifest.ts'
import { createOperationNames } from './operation-names.ts'
import { Quarantine } from './quarantine.ts'
import { createRegistry, type QuarantinedConnector, type Registry } from './registry.ts'
import { supportPeriod, supportWarning } from './support-period.ts'
import type { Transforms } from './transforms/open-transforms.ts'

export interface LoadOptions extends LoadingParts {
  /** Package names and folders, separated by commas; `folder/*` means each folder below it. */
  readonly references: string
  readonly baseFolder: string
  /** Milliseconds for importing one package. */
  readonly timeout: number
  readonly log: Logger
  readonly transforms: Transforms
}

export interface LoadResult {
  readonly registry: Registry
  /** Loads a connector's emulator, where it has one. */
  readonly emulators: ReadonlyMap<LoadedConnector, () => Promise<Emulator>>
  /** The package folder of each. */
  readonly sources: ReadonlyMap<ConnectorHost, string>
}

/** Loads every connector that it can. One that cannot be loaded is quarantined; the others don't notice. */
export async function loadConnectors(options: LoadOptions): Promise<LoadResult> {
  const loaded: LoadedConnector[] = []
  const quarantined: QuarantinedConnector[] = []
  const emulators = new Map<LoadedConnector, () => Promise<Emulator>>()
  const sources = new Map<ConnectorHost, string>()
  const names = createOperationNames()
  const references = await expand(options.references, options.baseFolder)
  const attempts = await Promise.all(
    references.map(async (reference) => {
      try {
        return { reference, found: await importConnector(reference, options) }
      } catch (error) {
        return { reference, error }
      }
    }),
  )
  // In the order of the references, so that it is always the same one of two that is the duplicate.
  for (const { reference, found, error } of attempts) {
    let id = found?.connector.id ?? basename(reference)
    try {
      if (found === undefined) throw error
      const host = createInProcessHost(found.connector, found.version, options.transforms(id))
      const connector = prepareConnector(host, options)
      const twin = loaded.find((other) => other.host.description.id === id && other.major === connector.major)
      if (twin !== undefined) {
        throw new Quarantine(
          'duplicate_id',
          `The id ${id}, major ${connector.major}, is taken by another package.`,
        )
      }
      names.take(connector)
      loaded.push(connector)
      sources.set(host, found.folder)
      const { emulator } = found.connector
      if (emulator !== undefined) emulators.set(connector, async () => (await emulator()).default)
      options.metrics.connectorState(id, 'loaded')
      watchSupport(connector, options)
    } catch (error) {
      const { code, message } = toQuarantine(error)
      const isLoaded = (name: string): boolean => loaded.some(({ host }) => host.description.id === name)
      if (isLoaded(id)) id = basename(reference)
      quarantined.push({ reference, id, code, reason: message })
      if (!isLoaded(id)) options.metrics.connectorState(id, 'quarantined')
      options.log.error({ connector: id, reference, code, err: error }, `connector quarantined: ${message}`)
    }
  }
  return { registry: createRegistry(loaded, quarantined), emulators, sources }
}

/** What of a vendor ends some day: how far off that is, for metrics; and a line for the operator when it is near. */
function watchSupport({ host }: LoadedConnector, { metrics, log }: LoadOptions): void {
  const { id, vendor } = host.description
  if (vendor.sunset !== null) metrics.support(id, Date.parse(vendor.sunset))
  const warning = supportWarning(vendor.api, supportPeriod(vendor.sunset, Date.now()))
  if (warning !== undefined) log.warn({ connector: id, sunset: vendor.sunset }, warning)
}

async function importConnector(
  reference: string,
  { baseFolder, timeout }: LoadOptions,
): Promise<{ connector: Connector; version: string; folder: string }> {
  const { entry, version, folder } = await readManifest(reference, baseFolder)
  const abort = new AbortController()
  const tooLate = sleep(timeout, undefined, { signal: abort.signal }).then(() => {
    throw new Quarantine('import_timeout', `Importing it did not finish within ${timeout} ms.`)
  })
  tooLate.catch(() => undefined) // lost races are aborted, and nobody awaits them
  try {
    const module = (await Promise.race([import(entry), tooLate])) as { default?: unknown }
    return { connector: inspectConnector(module.default), version, folder }
  } finally {
    abort.abort()
  }
}

function toQuarantine(error: unknown): Quarantine {
  if (error instanceof Quarantine) return error
  const reason =
    error instanceof Error
      ? `${error.name}: ${error.message}`
      : typeof error === 'string'
        ? error
        : inspect(error, { depth: 0 })
  return new Quarantine('import_failed', `Importing it failed. ${reason}`, error)
}

async function expand(references: string, baseFolder: string): Promise<string[]> {
  const expanded: string[] = []
  for (const reference of references.split(',').map((part) => part.trim())) {
    if (reference.endsWith('/*')) {
      const folder = reference.slice(0, -2)
      const entries = await readdir(resolve(baseFolder, folder), { withFileTypes: true }).catch(() => [])
      const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      expanded.push(
        ...folders.map(({ name }) =>
          folder.startsWith('.') ? `./${join(folder, name)}` : join(folder, name),
        ),
      )
    } else if (reference !== '') {
      expanded.push(reference)
    }
  }
  return expanded
}
