import { Type } from '@sinclair/typebox'
import { fromEnvironment } from './setting.ts'

/** How much agents are shown at once. */
export const toolsetSettings = {
  mcpToolLimit: fromEnvironment(
    'MCP_TOOL_LIMIT',
    Type.Integer({
      description:
        'Tools up to which an MCP list shows all that a caller is offered. With more it shows `search_tools` and `call_tool` instead, since agents choose badly among many.',
      default: 40,
      minimum: 0,
      maximum: 10_000,
    }),
  ),
}
