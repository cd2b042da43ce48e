import { Problem } from '@patchbay/contract'
import { LRUCache } from 'lru-cache'
import type { Connection } from './connection.ts'
import { keyOf, type EndedConnection } from './ended-connection.ts'
import type { ConnectionRecord } from './connection-records.ts'
import { leaveSlot, renewSlots, TenantConnections, type Slot } from './tenant-connections.ts'
import { roomFor } from '../shared-state/room-for.ts'

export interface KnownTenantsParts {
  /** What is stored of a tenant. */
  readonly load: (tenant: string) => Promise<readonly ConnectionRecord[]>
  /** What a tenant has beside that. */
  readonly fixed: (tenant: string) => readonly Slot[]
  /** Called with what is no more, or is not kept any longer. */
  readonly onEnd: (ended: EndedConnection) => void
  /** Called with a tenant whose connections are others now, or may be. */
  readonly onChange: (tenant: string) => void
}

/** Tenants; that of the least use is loaded again when it is next needed. */
const mostTenants = 10_000

interface Loading {
  readonly running: Promise<TenantConnections>
  /** The one after it, for those who have to see what was stored after it began. */
  next: Promise<TenantConnections> | undefined
}

/** The connections of each tenant that was active lately. */
export interface KnownTenants {
  get(tenant: string): TenantConnections | undefined
  /** Asks the store, once for all who ask at the same time. */
  load(tenant: string): Promise<TenantConnections>
  /** Resolves when what was stored before the call is in effect here; at once for a tenant that is not known. */
  refresh(tenant: string): Promise<void>
  all(): readonly string[]
}

export function createKnownTenants({ load, fixed, onEnd, onChange }: KnownTenantsParts): KnownTenants {
  const endEmulated = (connection: Connection): void => {
    connection.credentials.end?.()
    onEnd(connection)
  }
  const known = new LRUCache<string, TenantConnections>({
    ...roomFor(mostTenants),
    dispose(evicted, _tenant, reason) {
      if (reason !== 'evict') return
      for (const slot of evicted.slots) {
        if (slot.record === undefined) continue
        leaveSlot(slot)
        onEnd(keyOf(slot.record))
      }
      for (const connection of evicted.emulated.values()) endEmulated(connection)
    },
  })
  const loadings = new Map<string, Loading>()

  let lastOrder = 0

  const adopt = (tenant: string, records: readonly ConnectionRecord[], order: number): TenantConnections => {
    const before = known.peek(tenant)
    if (before !== undefined && before.order > order) return before // which was read later
    const { slots, gone, replaced, left } = renewSlots(before?.slots ?? fixed(tenant), records)
    const now = new TenantConnections(slots, order)
    for (const [connector, connection] of before?.emulated ?? []) {
      if (now.has(connector)) endEmulated(connection)
      else now.emulated.set(connector, connection)
    }
    known.set(tenant, now)
    for (const slot of left) leaveSlot(slot)
    for (const { calls, id } of gone) calls.end(deleted(id))
    for (const { record } of [...gone, ...replaced]) if (record !== undefined) onEnd(keyOf(record))
    if (before !== undefined) onChange(tenant)
    return now
  }

  const begin = (tenant: string): Promise<TenantConnections> => {
    const order = (lastOrder += 1)
    const running = load(tenant)
      .then((records) => adopt(tenant, records, order))
      .finally(() => loadings.delete(tenant))
    loadings.set(tenant, { running, next: undefined })
    return running
  }

  /** One that begins later than now. */
  const loadAfresh = (tenant: string): Promise<TenantConnections> => {
    const loading = loadings.get(tenant)
    if (loading === undefined) return begin(tenant)
    const later = (): Promise<TenantConnections> => begin(tenant)
    return (loading.next ??= loading.running.then(later, later))
  }

  return {
    get: (tenant) => known.get(tenant),
    load: (tenant) => loadings.get(tenant)?.running ?? begin(tenant),
    async refresh(tenant) {
      if (known.has(tenant) || loadings.has(tenant)) await loadAfresh(tenant)
    },
    all: () => [...known.keys()],
  }
}

const deleted = (id: string): Problem =>
  new Problem('cancelled', {
    detail: `The connection "${id}" was deleted while the call ran.`,
    advice: 'Call over another connection.',
    retryable: false,
  })
