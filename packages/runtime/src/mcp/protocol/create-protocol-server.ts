import { ProtocolError, ProtocolErrorCode, Server } from '@modelcontextprotocol/server'
import type { CallToolResult, Implementation, ListToolsResult } from '@modelcontextprotocol/server'
import type { FindCall } from '../search/find-call.ts'
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
  readonly findCall: FindCall
}

/** Makes the SDK's server for one exchange (2026-07-28) or one session (2025-11-25). Who calls is told with each request. */
export function createProtocolServer(parts: ProtocolParts): Server {
  const { identity, instructions, sets, callTool, findCall } = parts
  const server = new Server(identity, {
    capabilities: { tools: { listChanged: true } },
    instructions,
    cacheHints: { 'tools/list': { ttlMs: listTtl, cacheScope: 'private' } },
  })

  server.setRequestHandler('tools/list', async (_request, context) => {
    const { principal, narrowing } = requestOf(context)
    const { listed } = await sets.of(principal, narrowing)
    return { tools: listed } as unknown as ListToolsResult
  })

  server.setRequestHandler('tools/call', async ({ params }, context) => {
    const request = requestOf(context)
    const set = await sets.of(request.principal, request.narrowing)
    const found = findCall(request, set, params.name, params.arguments)
    if (found === undefined) throw unknownTool(params.name)
    const { text } =
      found.kind === 'answer'
        ? await found.answer
        : await callTool({
            request,
            offered: found.offered,
            arguments: found.arguments,
            idempotencyKey: idempotencyKeyOf(context.mcpReq._meta),
          })
    return server.projectCallToolResult(JSON.parse(text) as CallToolResult, found.outputSchema)
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
