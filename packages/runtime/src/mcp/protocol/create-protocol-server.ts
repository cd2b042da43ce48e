import { ProtocolError, ProtocolErrorCode, type Server } from '@modelcontextprotocol/server'
import type { CallToolResult, Implementation, ListToolsResult } from '@modelcontextprotocol/server'
import { serveCompletions, type CompletionParts } from '../completions/serve-completions.ts'
import { servePrompts, type PromptParts } from '../prompts/serve-prompts.ts'
import { serveResources, type ResourceParts } from '../resources/serve-resources.ts'
import { serveSubscriptions } from '../resources/serve-subscriptions.ts'
import type { WatchedResources } from '../resources/watched-resources.ts'
import { declaresTasks, tasksExtension, tasksNotDeclared } from '../tasks/task-extension.ts'
import { serveTaskMethods, wireTask, type TaskMethodParts } from '../tasks/task-methods.ts'
import { asTaskResult, TaskServer } from '../tasks/task-server.ts'
import type { StartToolTask } from '../tasks/tool-tasks.ts'
import type { FindCall } from '../search/find-call.ts'
import type { ToolCall } from '../tools/admit-tool-call.ts'
import type { CallTool } from '../tools/call-tool.ts'
import type { Skills } from '../skills/open-skills.ts'
import { serveSkills, skillCapabilities } from '../skills/serve-skills.ts'
import { metaKeys } from '../tools/meta-keys.ts'
import type { ToolAnswer } from '../tools/tool-answer.ts'
import { askableOf } from '../questions/input-requests.ts'
import { capabilitiesOf, roundOf } from '../questions/rounds.ts'
import { callerOf, requestOf } from './caller-of.ts'
import { listenerOf } from './listen.ts'

/** Milliseconds that a client may keep a list without asking again; changes are told to those who listen. */
export const listTtl = 60_000

export interface ProtocolParts extends PromptParts, ResourceParts, CompletionParts, TaskMethodParts {
  readonly identity: Implementation
  readonly instructions: string
  readonly callTool: CallTool
  readonly startTask: StartToolTask
  readonly watched: WatchedResources
  /** Hides known secrets in a text. */
  readonly hide: (text: string) => string
  readonly skills: Skills
  readonly findCall: FindCall
}

const listHint = { ttlMs: listTtl, cacheScope: 'private' } as const

/** Makes the SDK's server for one exchange (2026-07-28) or one session (2025-11-25). Who calls is told with each request. */
export function createProtocolServer(parts: ProtocolParts): Server {
  const { identity, instructions, sets, callTool, findCall, startTask, states, hide, skills } = parts
  const server = new TaskServer(identity, {
    capabilities: {
      tools: { listChanged: true },
      prompts: { listChanged: true },
      resources: { listChanged: true, subscribe: true },
      completions: {},
      logging: {},
      extensions: { [tasksExtension]: {}, ...skillCapabilities.extensions },
    },
    instructions,
    requestState: { verify: (text, context) => states.verify(text, context) },
    cacheHints: {
      'tools/list': listHint,
      'prompts/list': listHint,
      'resources/list': listHint,
      'resources/templates/list': listHint,
    },
  })
  servePrompts(server, parts)
  serveResources(server, parts)
  serveSubscriptions(server, parts.watched)
  serveCompletions(server, parts)
  serveTaskMethods(server, parts)

  server.setRequestHandler('tools/list', async (_request, context) => {
    const { principal, narrowing } = callerOf(context)
    const { listed } = await sets.of(principal, narrowing)
    return { tools: listed } as unknown as ListToolsResult
  })

  server.setRequestHandler('tools/call', async ({ params }, context) => {
    const { name, arguments: given } = params
    const { principal, narrowing } = callerOf(context)
    const set = await sets.of(principal, narrowing)
    const round = await roundOf(context, ['tools/call', name, given], states)
    const askable = askableOf(capabilitiesOf(context, server.getClientCapabilities()))
    const listener = listenerOf(context, hide)
    const request = requestOf(context, { askable, answers: round.answers, listener })
    const found = findCall(request, set, name, given)
    if (found === undefined) throw unknownTool(name)
    const resultOf = ({ text }: ToolAnswer): CallToolResult =>
      server.projectCallToolResult(JSON.parse(text) as CallToolResult, found.outputSchema)
    if (found.kind === 'answer') return resultOf(await found.answer)
    const { offered } = found
    const idempotencyKey = idempotencyKeyOf(context.mcpReq._meta)
    const call: ToolCall = { request, offered, arguments: found.arguments, idempotencyKey }
    const { task: use } = offered.tool.operation.description
    const isTask = use !== undefined && declaresTasks(context)
    if (use === 'required' && !isTask) throw tasksNotDeclared(`The tool ${offered.name}`)
    const outcome = isTask ? await startTask(call) : await callTool(call)
    if ('task' in outcome) {
      return asTaskResult({ resultType: 'task', ...wireTask(outcome.task) }) as unknown as CallToolResult
    }
    return 'questions' in outcome ? round.ask(outcome.questions) : resultOf(outcome)
  })

  serveSkills(server, skills)

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
