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
  mcpSessionTimeout: fromEnvironment(
    'PATCHBAY_MCP_SESSION_TIMEOUT',
    Duration('How long a session of the revision 2025-11-25 lasts that nobody uses.', '30m'),
  ),
}
