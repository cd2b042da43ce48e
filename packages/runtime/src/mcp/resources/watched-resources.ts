import type { CallEngine } from '../../calls/call-engine.ts'
import { tagKey } from '../../calls/cache/cache-spot.ts'
import type { Principal } from '../../access/principal.ts'
import type { Connections } from '../../connections/connections.ts'
import type { LoadedOperation } from '../../connectors/loaded-connector.ts'
import type { SharedKey } from '../../shared-state/shared-key.ts'
import { offeredConnectors } from '../offered-connectors.ts'
import type { ToolSets } from '../tools/tool-sets.ts'
import { splitUri } from './connection-in-uri.ts'
import type { ResourceCatalog } from './resource-catalog.ts'

/** Resources that somebody wants to hear of when they change. */
export interface WatchedResources {
  /**
   * Calls back after a call, on any instance, that changes what the resource is read from, until what it resolves with is
   * called. What changes at the vendor by itself nobody tells. Undefined where the principal is offered no such resource.
   */
  watch(principal: Principal, uri: string, told: () => void): Promise<(() => void) | undefined>
  close(): void
}

export interface WatchedResourcesParts {
  readonly resources: ResourceCatalog
  readonly sets: Pick<ToolSets, 'of'>
  readonly connections: Pick<Connections, 'choose'>
  readonly engine: Pick<CallEngine, 'onChanged'>
}

export function createWatchedResources(parts: WatchedResourcesParts): WatchedResources {
  const { resources, sets, connections, engine } = parts
  const watchers = new Map<SharedKey, Set<() => void>>()
  const end = engine.onChanged((tags) => {
    // Once each, whatever number of its tags have changed.
    for (const told of new Set(tags.flatMap((tag) => [...(watchers.get(tag) ?? [])]))) told()
  })
  return {
    async watch(principal, uri, told) {
      const { address, connection } = splitUri(uri)
      const operation = resources.findByUri(address)?.found.resource.operation
      const tool = operation && offeredConnectors(await sets.of(principal)).toolOf(operation)
      if (operation === undefined || tool === undefined) return undefined
      const { id } = operation.connector.host.description
      const wanted = connection ?? tool.connections[0]
      const chosen = await connections.choose(principal.tenant, id, wanted)
      const keys = tagsOf(operation).map((tag) => tagKey(chosen, tag))
      for (const key of keys) {
        const ofKey = watchers.get(key) ?? new Set()
        watchers.set(key, ofKey.add(told))
      }
      return () => {
        for (const key of keys) {
          const left = watchers.get(key)
          left?.delete(told)
          if (left?.size === 0) watchers.delete(key)
        }
      }
    },
    close: end,
  }
}

/** What an operation tells about, whether its answers are kept or not. */
function tagsOf({ description: { id, cache } }: LoadedOperation): readonly string[] {
  const [noun = id] = id.split('.', 1)
  return cache?.tags ?? [noun]
}
