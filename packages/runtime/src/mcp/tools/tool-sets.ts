import { createCallAccess } from '../../access/call-access.ts'
import type { Principal } from '../../access/principal.ts'
import type { Connections } from '../../connections/connections.ts'
import type { OfferedConnection, OfferedConnections } from '../../connections/offered-connections.ts'
import type { LoadedOperation } from '../../connectors/loaded-connector.ts'
import type { Flags } from '../../flags/open-flags.ts'
import type { MaybePromise } from '../../shared-state/shared-state.ts'
import type { ToolCatalog } from './catalog.ts'
import { offerTool, type OfferedTool } from './offered-tool.ts'
import { createToolSet, type ToolSet } from './tool-set.ts'

/** What each principal is offered. */
export interface ToolSets {
  /**
   * The tools that the principal may call, over connections that its tenant has, and that no flag holds back. At once
   * where it is known, and the same object until something about it changes. Rejects with `state_unavailable`.
   */
  of(principal: Principal): MaybePromise<ToolSet>
  /** Calls back when sets are others now, or may be: those of a tenant, or of all. Returns what ends it. */
  onChange(listener: (tenant: string | undefined) => void): () => void
  /** Sets are others now, for whatever reason from outside. */
  changed(tenant?: string): void
  close(): void
}

export interface ToolSetsParts {
  readonly catalog: ToolCatalog
  readonly connections: Pick<Connections, 'offered' | 'onChange'>
  readonly flags: Pick<Flags, 'decide' | 'areKnown' | 'onChange'>
}

interface Known {
  readonly connections: OfferedConnections
  readonly set: ToolSet
}

export function createToolSets({ catalog, connections, flags }: ToolSetsParts): ToolSets {
  const access = createCallAccess()
  // Principals are made anew whenever something about them changes, and go with their sets.
  let known = new WeakMap<Principal, Known>()
  // Tools that depend on several connections are made once for each selection of them.
  const offers = new Map<string, OfferedTool>()
  const listeners = new Set<(tenant: string | undefined) => void>()
  const tell = (tenant: string | undefined): void => {
    for (const listener of listeners) listener(tenant)
  }
  const changed = (tenant?: string): void => {
    known = new WeakMap()
    offers.clear()
    tell(tenant)
  }
  const endFlags = flags.onChange(() => changed())
  connections.onChange((tenant) => tell(tenant))

  const mayCall = (principal: Principal, operation: LoadedOperation): boolean => {
    try {
      access.check(principal, operation)
    } catch {
      return false
    }
    const { connector, description } = operation
    const { tenant, id } = principal
    const context = {
      tenant,
      principal: id,
      connector: connector.host.description.id,
      operation: description.id,
    }
    return (
      flags.decide('mcp', context).value &&
      flags.decide('calls', context).value &&
      (description.effect === 'read' || flags.decide('writes', context).value)
    )
  }

  const offer = (tool: OfferedTool['tool'], ids: readonly string[]): OfferedTool => {
    const key = `${tool.name} ${ids.length > 1 ? ids.join(' ') : (ids[0] ?? '')}`
    let offered = offers.get(key)
    if (offered === undefined) {
      offered = offerTool(tool, ids)
      offers.set(key, offered)
    }
    return offered
  }

  const workOut = (principal: Principal, offered: OfferedConnections): ToolSet => {
    const { restrictions } = principal
    const isOpen = ({ id, source }: OfferedConnection): boolean =>
      restrictions?.connections?.has(id) !== false && restrictions?.sources?.has(source) !== false
    const tools: OfferedTool[] = []
    const idsOf = new Map<string, readonly string[]>()
    for (const [connector, all] of offered)
      idsOf.set(
        connector,
        all.filter(isOpen).map(({ id }) => id),
      )
    for (const tool of catalog.tools) {
      const ids = idsOf.get(tool.operation.connector.host.description.id) ?? []
      if (ids.length > 0 && mayCall(principal, tool.operation)) tools.push(offer(tool, ids))
    }
    return createToolSet(tools)
  }

  const setOf = (principal: Principal, offered: OfferedConnections): ToolSet => {
    const before = known.get(principal)
    if (before?.connections === offered) return before.set
    const set = workOut(principal, offered)
    known.set(principal, { connections: offered, set })
    return set
  }

  return {
    of(principal) {
      const offered = connections.offered(principal.tenant)
      return offered instanceof Promise
        ? offered.then((late) => setOf(principal, late))
        : setOf(principal, offered)
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    changed,
    close: () => endFlags(),
  }
}
