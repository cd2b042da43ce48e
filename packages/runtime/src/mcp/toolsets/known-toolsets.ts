import type { TenantToolset } from './toolset.ts'

type OfTenant = ReadonlyMap<string, TenantToolset>

/** Hears of tenants whose toolsets are others now; undefined for all. */
export type ToolsetListener = (tenants: ReadonlySet<string> | undefined) => void

/** Every toolset that a tenant has made, in memory: asking costs nothing, and goes on while the store is away. */
export interface KnownToolsets {
  /** By name. Undefined as long as they were never read. */
  of(tenant: string): OfTenant | undefined
  /** Takes the place of all that were known. Calls back those who listen, if anything is different. */
  adopt(toolsets: readonly TenantToolset[]): void
  /** Returns what ends it. */
  onChange(listener: ToolsetListener): () => void
}

const none: OfTenant = new Map()

export function createKnownToolsets(): KnownToolsets {
  let byTenant: ReadonlyMap<string, OfTenant> | undefined
  const listeners = new Set<ToolsetListener>()
  const tell = (tenants: ReadonlySet<string> | undefined): void => {
    for (const listener of listeners) listener(tenants)
  }
  return {
    of: (tenant) => byTenant && (byTenant.get(tenant) ?? none),
    adopt(toolsets) {
      const before = byTenant
      const after = new Map<string, Map<string, TenantToolset>>()
      for (const toolset of toolsets) {
        const ofTenant = after.get(toolset.tenant) ?? new Map<string, TenantToolset>()
        after.set(toolset.tenant, ofTenant.set(toolset.name, toolset))
      }
      byTenant = after
      if (before === undefined) {
        tell(undefined)
        return
      }
      const tenants = new Set([...before.keys(), ...after.keys()])
      const changed = [...tenants].filter((id) => !isSame(before.get(id) ?? none, after.get(id) ?? none))
      if (changed.length > 0) tell(new Set(changed))
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

const isSame = (before: OfTenant, after: OfTenant): boolean =>
  before.size === after.size &&
  [...after.values()].every(({ name, version, changedAt }) => {
    const known = before.get(name)
    return known?.version === version && known.changedAt.getTime() === changedAt.getTime()
  })
