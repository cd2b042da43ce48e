import type { LoadedConnector, LoadedOperation } from '../connectors/loaded-connector.ts'
import type { OfferedTool } from './tools/offered-tool.ts'
import type { ToolSet } from './tools/tool-set.ts'

/** What a principal may use besides tools follows from the tools that it is offered. */
export interface OfferedConnectors {
  /** Those with at least one tool. */
  readonly connectors: ReadonlySet<LoadedConnector>
  toolOf(operation: LoadedOperation): OfferedTool | undefined
}

const known = new WeakMap<ToolSet, OfferedConnectors>()

/** Worked out once for each set. */
export function offeredConnectors(set: ToolSet): OfferedConnectors {
  let offered = known.get(set)
  if (offered === undefined) {
    const tools = new Map(set.tools.map((one) => [one.tool.operation, one]))
    offered = {
      connectors: new Set(set.tools.map(({ tool }) => tool.operation.connector)),
      toolOf: (operation) => tools.get(operation),
    }
    known.set(set, offered)
  }
  return offered
}
