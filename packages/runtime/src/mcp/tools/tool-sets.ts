import { createCallAccess } from '../../access/call-access.ts'
import { InsufficientScope } from '../../access/oauth-resource/insufficient-scope.ts'
import type { Principal } from '../../access/principal.ts'
import type { Connections } from '../../connections/connections.ts'
import type { OfferedConnection, OfferedConnections } from '../../connections/offered-connections.ts'
import type { LoadedOperation } from '../../connectors/loaded-connector.ts'
import type { Flags } from '../../flags/open-flags.ts'
import { refusingFlag } from '../../flags/refusing-flag.ts'
import type { MaybePromise } from '../../shared-state/shared-state.ts'
import { noNarrowing, selectOperations, type Narrowing } from '../toolsets/select-operations.ts'
import type { Toolsets } from '../toolsets/open-toolsets.ts'
import type { ToolCatalog } from './catalog.ts'
import type { ToolPins } from '../pinning/tool-pins.ts'
import { offerTool, type OfferedTool } from './offered-tool.ts'
import { createToolSet, type ToolSet } from './tool-set.ts'

/** What each principal is offered. */
export interface ToolSets {
  /**
   * The tools that the principal may call, or could with another scope of its token, over connections that its tenant
   * has, and that no flag holds back. At once where it is known, and the same object until something about it changes.
   * Those of the toolsets alone that its key is held to, and that the request names. Rejects with `state_unavailable`, or
   * throws it; and `invalid_input` for a toolset of the request that is not there.
   */
  of(principal: Principal, narrowing?: Narrowing): MaybePromise<ToolSet>
  /** Calls back when sets are others now, or may be: those of a tenant, or of all. Returns what ends it. */
  onChange(listener: (tenant: string | undefined) => void): () => void
  close(): void
}

export interface ToolSetsParts {
  readonly catalog: ToolCatalog
  readonly connections: Pick<Connections, 'offered' | 'onChange'>
  readonly flags: Pick<Flags, 'decide' | 'onChange'>
  readonly toolsets: Pick<Toolsets, 'builtIn' | 'known'>
  readonly pins: Pick<ToolPins, 'isHeld' | 'onChange'>
  /** Tools of a set up to which a list shows them all. */
  readonly toolLimit: number
}

/** Sets of one principal that are kept, each for another narrowing of its requests. */
const mostNarrowed = 20

interface Known {
  readonly connections: OfferedConnections
  /** Of requests that are not narrowed. */
  set: ToolSet | undefined
  /** By what they are narrowed to. */
  readonly narrowed: Map<string, ToolSet>
}

export function createToolSets(parts: ToolSetsParts): ToolSets {
  const { catalog, connections, flags, toolsets, pins, toolLimit } = parts
  const access = createCallAccess()
  // Principals are made anew whenever something about them changes, and go with their sets.
  let known = new WeakMap<Principal, Known>()
  // Made once for each selection of a tenant's connections, and gone with these.
  const offers = new WeakMap<OfferedConnections, Map<string, OfferedTool>>()
  const listeners = new Set<(tenant: string | undefined) => void>()
  const tell = (tenant: string | undefined): void => {
    for (const listener of listeners) listener(tenant)
  }
  const changed = (tenant?: string): void => {
    known = new WeakMap()
    tell(tenant)
  }
  const endFlags = flags.onChange(() => changed())
  const endToolsets = toolsets.known.onChange((tenants) => {
    if (tenants === undefined) changed()
    else for (const tenant of tenants) changed(tenant)
  })
  const endPins = pins.onChange(() => changed())
  connections.onChange((tenant) => tell(tenant))

  const mayCall = (principal: Principal, operation: LoadedOperation): boolean => {
    try {
      access.check(principal, operation)
    } catch (error) {
      // What a token lacks the scope for it can get, and so must know of.
      if (!(error instanceof InsufficientScope)) return false
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
      refusingFlag(flags.decide, description.effect, context) === undefined
    )
  }

  const offersOver = (connections: OfferedConnections): Map<string, OfferedTool> => {
    let known = offers.get(connections)
    if (known === undefined) {
      known = new Map()
      offers.set(connections, known)
    }
    return known
  }

  const offer = (
    made: Map<string, OfferedTool>,
    tool: OfferedTool['tool'],
    ids: readonly string[],
  ): OfferedTool => {
    const key = `${tool.name} ${ids.join(' ')}`
    let offered = made.get(key)
    if (offered === undefined) {
      offered = offerTool(tool, ids)
      made.set(key, offered)
    }
    return offered
  }

  const workOut = (principal: Principal, offered: OfferedConnections, narrowing: Narrowing): ToolSet => {
    const { restrictions } = principal
    const isSelected = selectOperations(toolsets, principal, narrowing)
    const isOpen = ({ id, source }: OfferedConnection): boolean =>
      restrictions?.connections?.has(id) !== false && restrictions?.sources?.has(source) !== false
    const tools: OfferedTool[] = []
    const held: OfferedTool[] = []
    const made = offersOver(offered)
    const idsOf = new Map<string, readonly string[]>()
    for (const [connector, all] of offered)
      idsOf.set(
        connector,
        all.filter(isOpen).map(({ id }) => id),
      )
    for (const tool of catalog.tools) {
      const ids = idsOf.get(tool.operation.connector.host.description.id) ?? []
      if (ids.length === 0 || !isSelected(tool.operation) || !mayCall(principal, tool.operation)) continue
      const list = pins.isHeld(tool) ? held : tools
      list.push(offer(made, tool, ids))
    }
    return createToolSet(tools, toolLimit, held)
  }

  const knownOf = (principal: Principal, offered: OfferedConnections): Known => {
    const before = known.get(principal)
    if (before?.connections === offered) return before
    const fresh: Known = { connections: offered, set: undefined, narrowed: new Map() }
    known.set(principal, fresh)
    return fresh
  }

  const setOf = (principal: Principal, offered: OfferedConnections, narrowing: Narrowing): ToolSet => {
    const own = knownOf(principal, offered)
    if (narrowing.length === 0) return (own.set ??= workOut(principal, offered, narrowing))
    const key = narrowing.map((names) => names.join(',')).join(' ')
    let set = own.narrowed.get(key)
    if (set === undefined) {
      set = workOut(principal, offered, narrowing)
      if (own.narrowed.size >= mostNarrowed) own.narrowed.clear()
      own.narrowed.set(key, set)
    }
    return set
  }

  return {
    of(principal, narrowing = noNarrowing) {
      const offered = connections.offered(principal.tenant)
      return offered instanceof Promise
        ? offered.then((late) => setOf(principal, late, narrowing))
        : setOf(principal, offered, narrowing)
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close() {
      endFlags()
      endToolsets()
      endPins()
    },
  }
}
