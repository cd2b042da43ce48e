import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import type { Registry } from '../connectors/registry.ts'
import type { CallHistory } from '../statistics/call-history.ts'
import type { ChangeFeed } from '../store/change-feed.ts'
import { createLatest } from '../store/latest.ts'
import type { Store } from '../store/store.ts'
import { createKnownObjectives, type KnownObjectives } from './known-objectives.ts'
import { measureObjectives, tenantOf, type MeasuredObjective } from './measure-objectives.ts'
import { createOverrideStore, objectiveTopic, type OverrideStore } from './override-store.ts'
import { createWindowReader, type WindowCounts } from './window-counts.ts'
import { roomFor } from '../shared-state/room-for.ts'

/** The objectives of this instance. */
export interface Objectives {
  readonly known: KnownObjectives
  readonly stored: OverrideStore
  readonly history: CallHistory
  /** How those of a scope are kept. Rejects with a `Problem` while the store is away. */
  measure(scope: string): Promise<MeasuredObjective[]>
  /** Reads the overrides again. Resolves when what was stored before the call is in effect here. */
  refresh(): Promise<void>
  close(): Promise<void>
}

export interface ObjectivesParts {
  readonly registry: Pick<Registry, 'loaded' | 'find'>
  readonly history: CallHistory
  readonly store: Store
  readonly changes: ChangeFeed
  readonly log: Logger
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Milliseconds for which many who look at the same figures are given the same ones. */
const shared = 5_000
const mostScopes = 200

/** Reads what tenants promise; later, where the store is away. */
export async function openObjectives(parts: ObjectivesParts): Promise<Objectives> {
  const { registry, history, store, changes, log, now } = parts
  const stored = createOverrideStore(store, changes)
  const known = createKnownObjectives(registry)
  const latest = createLatest(async () => known.adopt(await stored.load()))
  await latest.refresh().catch((error: unknown) => {
    log.warn({ err: error }, 'objectives of tenants cannot be read yet')
    latest.catchUp()
  })
  const endings = [
    changes.listen(objectiveTopic, latest.catchUp),
    store.availability.onChange((isUp) => {
      if (isUp) latest.catchUp()
    }),
  ]
  const recent = new LRUCache<string, { readonly at: number; readonly counts: Promise<WindowCounts> }>({
    ...roomFor(mostScopes),
  })
  const countsOf = (scope: string): Promise<WindowCounts> => {
    const time = now()
    const last = recent.get(scope)
    if (last !== undefined && time >= last.at && time - last.at < shared) return last.counts
    const counts = createWindowReader(history)(time, { tenant: tenantOf(scope) })
    recent.set(scope, { at: time, counts })
    counts.catch(() => recent.delete(scope))
    return counts
  }
  return {
    known,
    stored,
    history,
    measure: async (scope) => measureObjectives(known.of(scope), await countsOf(scope)),
    refresh: latest.refresh,
    async close() {
      for (const end of endings) end()
      await latest.close()
    },
  }
}
