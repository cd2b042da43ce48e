import { ProtocolError, ProtocolErrorCode, type Server } from '@modelcontextprotocol/server'
import type {
  CallToolResult,
  Implementation,
  ListToolsResult,
  ServerContext,
} from '@modelcontextprotocol/server'
import type { Redactor } from '../../telemetry/redaction/redactor.ts'
import { serveCompletions, type CompletionParts } from '../completions/serve-completions.ts'
import { serveLogLevels } from '../logging/log-levels.ts'
import { listenFor } from '../logging/request-listener.ts'
import { servePrompts, type PromptParts } from '../prompts/serve-prompts.ts'
import { readRound } from '../questions/rounds.ts'
import { serveResources, type ResourceParts } from '../resources/serve-resources.ts'
import { declaresTasks, tasksExtension, tasksNotDeclared } from '../tasks/task-extension.ts'
import { serveTaskMethods, wireTask, type TaskMethodParts } from '../tasks/task-methods.ts'
import { asTaskResult, TaskServer } from '../tasks/task-server.ts'
import type { StartToolTask } from '../tasks/tool-tasks.ts'
import type { CallTool } from '../tools/call-tool.ts'
import { metaKeys } from '../tools/meta-keys.ts'
import { requestOf } from './caller-of.ts'

/** Milliseconds that a client may keep a list without asking again; changes are told to those who listen. */
export const listTtl = 60_000

export interface ProtocolParts extends PromptParts, ResourceParts, CompletionParts, TaskMethodParts {
  readonly identity: Implementation
  readonly instructions: string
  readonly callTool: CallTool
  readonly startTask: StartToolTask
  readonly redactor: Pick<Redactor, 'redactJson'>
}

const listHint = { ttlMs: listTtl, cacheScope: 'private' } as const

/** Makes the SDK's server for one exchange (2026-07-28) or one session (2025-11-25). Who calls is told with each request. */
export function createProtocolServer(parts: ProtocolParts): Server {
  const { identity, instructions, sets, callTool, startTask, states, redactor } = parts
  const server = new TaskServer(identity, {
    capabilities: {
      tools: { listChanged: true },
      prompts: { listChanged: true },
      resources: { listChanged: true },
      completions: {},
      logging: {},
      extensions: { [tasksExtension]: {} },
    },
    instructions,
    cacheHints: {
      'tools/list': listHint,
      'prompts/list': listHint,
      'resources/list': listHint,
      'resources/templates/list': listHint,
    },
    requestState: { verify: (text, context) => states.open(text, context) },
  })
  const logLevelOf = serveLogLevels(server)
  servePrompts(server, parts)
  serveResources(server, parts)
  serveCompletions(server, parts)
  serveTaskMethods(server, parts)

  server.setRequestHandler('tools/list', async (_request, context) => {
    const { tools } = await sets.of(requestOf(context).principal)
    return { tools: tools.map(({ definition }) => definition) } as unknown as ListToolsResult
  })

  server.setRequestHandler('tools/call', async ({ params }, context: ServerContext) => {
    const request = requestOf(context)
    const set = await sets.of(request.principal)
    const offered = set.find(params.name)
    if (offered === undefined) throw unknownTool(params.name)
    const round = readRound(context, server.getClientCapabilities(), params, states)
    const logger = offered.tool.operation.connector.host.description.id
    const { listener, settled } = listenFor({ context, logger, logLevel: logLevelOf(context), redactor })
    const call = {
      request: { ...request, ...round, listener },
      offered,
      arguments: params.arguments,
      idempotencyKey: idempotencyKeyOf(context.mcpReq._meta),
    }
    const { task: use } = offered.tool.operation.description
    const isTask = use !== undefined && declaresTasks(context)
    if (use === 'required' && !isTask) throw tasksNotDeclared(`The tool ${params.name}`)
    const started = isTask ? await startTask(call) : undefined
    if (started !== undefined && 'task' in started) {
      return asTaskResult({ resultType: 'task', ...wireTask(started.task) }) as unknown as CallToolResult
    }
    const { text, questions } = started ?? (await callTool(call))
    await settled()
    if (questions !== undefined) return round.ask(questions)
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
