import type { LoadedConnector } from '../../connectors/loaded-connector.ts'
import type { Registry } from '../../connectors/registry.ts'
import { toolDefinitionOf } from './tool-definition.ts'
import { toolNameOf } from './tool-name.ts'
import type { Tool } from './tool.ts'

/** All tools that the loaded connectors give, by name and in the order of their names. Fixed once the app is built. */
export interface ToolCatalog {
  readonly tools: readonly Tool[]
  find(name: string): Tool | undefined
  /** The tools of one connector. */
  of(connector: LoadedConnector): readonly Tool[]
}

/** In the order of code units, which is the same everywhere. */
export const byName = (one: { readonly name: string }, other: { readonly name: string }): number =>
  one.name < other.name ? -1 : one.name > other.name ? 1 : 0

/** Names that two operations would share belong to the first; the other one can only be called over REST. */
export function createToolCatalog(
  registry: Pick<Registry, 'loaded' | 'find'>,
  onClash: (name: string) => void,
): ToolCatalog {
  const found = new Map<string, Tool>()
  const byConnector = new Map<LoadedConnector, Tool[]>()
  for (const connector of registry.loaded) {
    const { id } = connector.host.description
    const older = registry.find(id) === connector ? undefined : connector.major
    const tools: Tool[] = []
    byConnector.set(connector, tools)
    for (const operation of connector.operations.values()) {
      const name = toolNameOf(id, operation.description.id, older)
      if (found.has(name)) {
        onClash(name)
        continue
      }
      const definition = Object.freeze(toolDefinitionOf(operation, name))
      const tool = Object.freeze({ name, operation, definition })
      found.set(name, tool)
      tools.push(tool)
    }
  }
  const tools = Object.freeze([...found.values()].sort(byName))
  return {
    tools,
    find: (name) => found.get(name),
    of: (connector) => byConnector.get(connector) ?? [],
  }
}
