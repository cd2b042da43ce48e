import { Type } from '@sinclair/typebox'
import { Duration, fromEnvironment } from './setting.ts'

/** The face for agents. Whether there is one is a flag. */
export const mcpSettings = {
  mcpRepeatWindow: fromEnvironment(
    'PATCHBAY_MCP_REPEAT_WINDOW',
    Duration(
      'How long a write that an agent calls again with the same arguments gets the answer of the first call, instead of being done twice. 0s: each call is done.',
      '1m',
    ),
  ),
  mcpResponseBudget: fromEnvironment(
    'PATCHBAY_MCP_RESPONSE_BUDGET',
    Type.Integer({
      description:
        'Characters of data that the answer of a tool may have. A longer one is cut to whole items, and the whole is kept for 15 minutes to be read on.',
      default: 50_000,
      minimum: 1_000,
      maximum: 10_000_000,
    }),
  ),
  mcpSessionTimeout: fromEnvironment(
    'PATCHBAY_MCP_SESSION_TIMEOUT',
    Duration('How long a session of the revision 2025-11-25 lasts that nobody uses.', '30m'),
  ),
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
  mcpToolPins: fromEnvironment(
    'MCP_TOOL_PINS',
    Type.Union([Type.Literal('auto'), Type.Literal('enforce'), Type.Literal('warn'), Type.Literal('off')], {
      description:
        'What becomes of a tool whose definition changes under one version of its connector. `enforce`: agents are not offered it until an operator approves it. `warn`: it is logged and taken as it is now. `off`: nothing is looked at, texts meant to deceive included. `auto`: `warn` where Patchbay runs from its source, as `npm start` in a checkout does, and `enforce` everywhere else.',
      default: 'auto',
    }),
  ),
}
