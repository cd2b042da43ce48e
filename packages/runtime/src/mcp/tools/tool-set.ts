import type { OfferedTool } from './offered-tool.ts'

/** What one principal is offered: frozen, sorted by name, and the same object as long as nothing about it changes. */
export interface ToolSet {
  readonly tools: readonly OfferedTool[]
  /** Finds those that are held back as well, so that a call of one is told why. */
  find(name: string): OfferedTool | undefined
  /** The definitions as a JSON array. */
  readonly text: string
}

/** Of tools in the order of their names. Those that are `held` back are in no list. */
export function createToolSet(tools: readonly OfferedTool[], held: readonly OfferedTool[] = []): ToolSet {
  const found = new Map([...tools, ...held].map((tool) => [tool.name, tool]))
  let text: string | undefined
  return Object.freeze({
    tools: Object.freeze(tools),
    find: (name: string) => found.get(name),
    // Made when it is first asked for: many keys call what they know, and never list.
    get text() {
      return (text ??= `[${tools.map((tool) => tool.text).join(',')}]`)
    },
  })
}
