import { Type } from '@sinclair/typebox'
import { fromEnvironment } from './setting.ts'

/** Defaults of flags. That of `mock-data` is with the connectors. */
export const flagSettings = {
  enableMcp: fromEnvironment(
    'ENABLE_MCP',
    Type.Boolean({
      description: 'Offer operations to agents through MCP, where no rule of the flag `mcp` says otherwise.',
      default: true,
    }),
  ),
}
