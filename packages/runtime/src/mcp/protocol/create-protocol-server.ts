import { ProtocolError, ProtocolErrorCode, Server } from '@modelcontextprotocol/server'
import type { CallToolResult, Implementation, ListToolsResult } from '@modelcontextprotocol/server'
import type { CallTool } from '../tools/call-tool.ts'
import { metaKeys } from '../tools/meta-keys.ts'
import type { ToolSets } from '../tools/tool-sets.ts'
import { requestOf } from './caller-of.ts'

/** Milliseconds that a client may keep a list without asking again; changes are told to those who listen. */
export const listTtl = 60_000

export interface ProtocolParts {
  readonly identity: Implementation
  readonly instructions: string
  readonly sets: Pick<ToolSets, 'of'>
  readonly callTool: CallTool
}

/** Makes the SDK's server for one exchange (2026-07-28) or one session (2025-11-25). Who calls is told with each request. */
export function createProtocolServer({ identity, instructions, sets, callTool }: ProtocolParts): Server {
  const server = new Server(identity, {
    capabilities: { tools: { listChanged: true } },
    instructions,
    cacheHints: { 'tools/list': { ttlMs: listTtl, cacheScope: 'private' } },
  })

  server.setRequestHandler('tools/list', async (_request, context) => {
    const { tools } = await sets.of(requestOf(context).principal)
    return { tools: tools.map(({ definition }) => definition) } as unknown as ListToolsResult
  })

  server.setRequestHandler('tools/call', async ({ params }, context) => {
    const request = requestOf(context)
    const set = await sets.of(request.principal)
    const offered = set.find(params.name)
    if (offered === undefined) throw unknownTool(params.name)
    const { text } = await callTool({
      request,
      offered,
      arguments: params.arguments,
      idempotencyKey: idempotencyKeyOf(context.mcpReq._meta),
    })
    return server.projectCallToolResult(JSON.parse(text) as CallToolResult, offered.definition.outputSchema)
  })

  return server
}

export function idempotencyKeyOf(meta: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const key = meta?.[metaKeys.idempotencyKey]
  return typeof key === 'string' ? key : undefined
}

const unknownTool = (name: string): ProtocolError =>
  new ProtocolError(ProtocolErrorCode.InvalidParams, unknownToolMessage(name))

export const unknownToolMessage = (name: string): string =>
  `Unknown tool: ${name}. It is not there, or not offered to this key; tools/list tells what is.`
