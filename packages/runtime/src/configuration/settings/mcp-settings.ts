import { Type } from '@sinclair/typebox'
import { fromEnvironment } from './setting.ts'

/** What agents are offered. */
export const mcpSettings = {
  mcpToolPins: fromEnvironment(
    'MCP_TOOL_PINS',
    Type.Union([Type.Literal('auto'), Type.Literal('enforce'), Type.Literal('warn'), Type.Literal('off')], {
      description:
        'What becomes of a tool whose definition changes under one version of its connector. `enforce`: agents are not offered it until an operator approves it. `warn`: it is logged and taken as it is now. `off`: nothing is looked at, texts meant to deceive included. `auto`: `warn` where Patchbay runs from its source, as `npm start` in a checkout does, and `enforce` everywhere else.',
      default: 'auto',
    }),
  ),
}
