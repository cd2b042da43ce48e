import { searchDefinitions } from '../search/search-definitions.ts'
import type { OfferedTool } from './offered-tool.ts'
import type { ToolDefinition } from './tool-definition.ts'

/** What one principal is offered: frozen, sorted by name, and the same object as long as nothing about it changes. */
export interface ToolSet {
  /** All that may be called, each by its own name. */
  readonly tools: readonly OfferedTool[]
  /** Finds those that are held back as well, so that a call of one is told why. */
  find(name: string): OfferedTool | undefined
  /** Whether it is one of `tools`. */
  has(name: string): boolean
  /** What a list shows: these tools, or the two that stand for more than agents cope with. */
  readonly listed: readonly ToolDefinition[]
  /** What a list shows, as a JSON array. */
  readonly text: string
}

/**
 * Of tools in the order of their names. With more than `limit`, a list shows how to search them instead. Those that are
 * `held` back are in no list.
 */
export function createToolSet(
  tools: readonly OfferedTool[],
  limit: number,
  held: readonly OfferedTool[] = [],
): ToolSet {
  const found = new Map([...tools, ...held].map((tool) => [tool.name, tool]))
  const shown = new Set(tools.map(({ name }) => name))
  const listed =
    tools.length > limit ? searchDefinitions(tools) : Object.freeze(tools.map(({ definition }) => definition))
  let text: string | undefined
  return Object.freeze({
    tools: Object.freeze(tools),
    find: (name: string) => found.get(name),
    has: (name: string) => shown.has(name),
    listed,
    // Made when it is first asked for: many keys call what they know, and never list.
    get text() {
      return (text ??= JSON.stringify(listed))
    },
  })
}
