import type { Logger } from 'pino'
import type { Registry } from '../../connectors/registry.ts'
import type { ChangeFeed } from '../../store/change-feed.ts'
import { createLatest } from '../../store/latest.ts'
import type { Store } from '../../store/store.ts'
import type { Tracing } from '../../telemetry/traces/span.ts'
import { tracedRead } from '../../telemetry/traces/traced-read.ts'
import { builtInToolsets, type BuiltInToolsets } from './built-in-toolsets.ts'
import { createKnownToolsets, type KnownToolsets } from './known-toolsets.ts'
import { createToolsetStore, toolsetTopic, type ToolsetStore } from './toolset-store.ts'

/** The toolsets of this instance. */
export interface Toolsets {
  readonly builtIn: BuiltInToolsets
  readonly known: KnownToolsets
  readonly stored: ToolsetStore
  /** Reads what tenants have made again. Resolves when what was stored before the call is in effect here. */
  refresh(): Promise<void>
  close(): Promise<void>
}

export interface ToolsetsParts {
  readonly registry: Pick<Registry, 'loaded'>
  readonly store: Store
  readonly changes: ChangeFeed
  readonly log: Logger
  readonly tracing?: Tracing | undefined
}

/** Reads what tenants have made; later, where the store is away. */
export async function openToolsets({
  registry,
  store,
  changes,
  log,
  tracing,
}: ToolsetsParts): Promise<Toolsets> {
  const stored = createToolsetStore(store, changes)
  const known = createKnownToolsets()
  const latest = createLatest(tracedRead(tracing, 'toolsets', async () => known.adopt(await stored.load())))
  await latest.refresh().catch((error: unknown) => {
    log.warn({ err: error }, 'toolsets cannot be read yet')
    latest.catchUp()
  })
  const endings = [
    // Also after an outage, when it is not known what was missed.
    changes.listen(toolsetTopic, latest.catchUp),
    store.availability.onChange((isUp) => {
      if (isUp) latest.catchUp()
    }),
  ]
  return {
    builtIn: builtInToolsets(registry),
    known,
    stored,
    refresh: latest.refresh,
    async close() {
      for (const end of endings) end()
      await latest.close()
    },
  }
}
