import type { LoadedOperation } from '../../connectors/loaded-connector.ts'
import type { ToolDefinition } from './tool-definition.ts'

/** An operation as a tool. One object for each operation, whoever sees it. */
export interface Tool {
  readonly name: string
  readonly operation: LoadedOperation
  readonly definition: ToolDefinition
}
