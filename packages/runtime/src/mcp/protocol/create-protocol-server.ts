import { ProtocolError, ProtocolErrorCode, Server } from '@modelcontextprotocol/server'
import type { CallToolResult, Implementation, ListToolsResult } from '@modelcontextprotocol/server'
import type { CallTool } from '../tools/call-tool.ts'
import { metaKeys } from '../tools/meta-keys.ts'
import type { ToolSets } from '../tools/tool-sets.ts'
import { askableOf } from '../questions/input-requests.ts'
import type { QuestionStates } from '../questions/question-state.ts'
import { capabilitiesOf, roundOf } from '../questions/rounds.ts'
import { callerOf, requestOf } from './caller-of.ts'
import { listenerOf } from './listen.ts'

/** Milliseconds that a client may keep a list without asking again; changes are told to those who listen. */
export const listTtl = 60_000

export interface ProtocolParts {
  readonly identity: Implementation
  readonly instructions: string
  readonly sets: Pick<ToolSets, 'of'>
  readonly callTool: CallTool
  readonly states: QuestionStates
  /** Hides known secrets in a text. */
  readonly hide: (text: string) => string
}

/** Makes the SDK's server for one exchange (2026-07-28) or one session (2025-11-25). Who calls is told with each request. */
export function createProtocolServer({
  identity,
  instructions,
  sets,
  callTool,
  states,
  hide,
}: ProtocolParts): Server {
  const server = new Server(identity, {
    capabilities: { tools: { listChanged: true }, logging: {} },
    instructions,
    requestState: { verify: (text, context) => states.verify(text, context) },
    cacheHints: { 'tools/list': { ttlMs: listTtl, cacheScope: 'private' } },
  })

  server.setRequestHandler('tools/list', async (_request, context) => {
    const { tools } = await sets.of(callerOf(context).principal)
    return { tools: tools.map(({ definition }) => definition) } as unknown as ListToolsResult
  })

  server.setRequestHandler('tools/call', async ({ params }, context) => {
    const { name, arguments: given } = params
    const set = await sets.of(callerOf(context).principal)
    const offered = set.find(name)
    if (offered === undefined) throw unknownTool(name)
    const round = await roundOf(context, ['tools/call', name, given], states)
    const askable = askableOf(capabilitiesOf(context, server.getClientCapabilities()))
    const outcome = await callTool({
      request: requestOf(context, { askable, answers: round.answers, listener: listenerOf(context, hide) }),
      offered,
      arguments: given,
      idempotencyKey: idempotencyKeyOf(context.mcpReq._meta),
    })
    if ('questions' in outcome) return round.ask(outcome.questions)
    const result = JSON.parse(outcome.text) as CallToolResult
    return server.projectCallToolResult(result, offered.definition.outputSchema)
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
