import { Type } from '@sinclair/typebox'
import { fromEnvironment } from './setting.ts'

/** By which names, and from which pages, `/mcp` may be asked. */
export const mcpGuardSettings = {
  mcpHosts: fromEnvironment(
    'PATCHBAY_MCP_HOSTS',
    Type.String({
      description:
        'Host names, separated by commas, that `/mcp` may be asked by, beside `localhost` and that of PATCHBAY_PUBLIC_URL. Other names are refused where this is set or the server listens on a loopback address.',
      default: '',
    }),
  ),
  mcpOrigins: fromEnvironment(
    'PATCHBAY_MCP_ORIGINS',
    Type.String({
      description:
        'Origins, separated by commas, of pages whose scripts may use `/mcp` from a browser (CORS), such as `https://inspector.example.com`.',
      default: '',
    }),
  ),
}
