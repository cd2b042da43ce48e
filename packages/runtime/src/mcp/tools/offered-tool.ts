import type { JsonSchema } from '../../connectors/connector-description.ts'
import type { ToolDefinition } from './tool-definition.ts'
import type { Tool } from './tool.ts'

/** A tool as one principal sees it. */
export interface OfferedTool {
  readonly name: string
  readonly tool: Tool
  /** Ids of the connections that it can be called over, in order. One of them is named in each call if there are several. */
  readonly connections: readonly string[]
  readonly definition: ToolDefinition
}

/** The argument that names a connection. Operations that have a field of this name keep it for themselves. */
export const connectionArgument = 'connection'

/** Whether a call of the tool may name a connection beside its arguments. */
export const takesConnection = ({ tool, connections }: OfferedTool): boolean =>
  connections.length > 1 && !hasField(tool.definition.inputSchema, connectionArgument)

export function offerTool(tool: Tool, connections: readonly string[]): OfferedTool {
  const { name, definition } = tool
  if (connections.length < 2 || hasField(definition.inputSchema, connectionArgument)) {
    return Object.freeze({ name, tool, connections, definition })
  }
  const own = Object.freeze({
    ...definition,
    inputSchema: withConnection(definition.inputSchema, connections),
  })
  return Object.freeze({ name, tool, connections, definition: own })
}

const hasField = (schema: JsonSchema, name: string): boolean =>
  Object.hasOwn((schema['properties'] ?? {}) as object, name)

function withConnection(
  schema: ToolDefinition['inputSchema'],
  connections: readonly string[],
): ToolDefinition['inputSchema'] {
  const {
    properties = {},
    required = [],
    ...rest
  } = schema as {
    readonly type: 'object'
    readonly properties?: object
    readonly required?: readonly string[]
  }
  return {
    ...rest,
    properties: {
      [connectionArgument]: {
        type: 'string',
        enum: connections,
        description: 'Which of the connected accounts the call is made over.',
      },
      ...properties,
    },
    required: [connectionArgument, ...required],
  }
}
