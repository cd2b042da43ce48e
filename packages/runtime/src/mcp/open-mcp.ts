import { isLegacyRequest } from '@modelcontextprotocol/server'
import type { Principal } from '../access/principal.ts'
import type { Logger } from 'pino'
import type { Registry as Metrics } from 'prom-client'
import type { CallEngine } from '../calls/call-engine.ts'
import type { AnswerForms } from '../calls/idempotency/keyed-calls.ts'
import { inMilliseconds } from '../configuration/durations.ts'
import type { Settings } from '../configuration/settings.ts'
import type { ConnectionService } from '../connections/connection-service.ts'
import type { Connections } from '../connections/connections.ts'
import type { Registry } from '../connectors/registry.ts'
import type { Audit } from '../audit/audit.ts'
import type { ChangeFeed } from '../store/change-feed.ts'
import type { Store } from '../store/store.ts'
import type { Tracing } from '../telemetry/traces/span.ts'
import type { Flags } from '../flags/open-flags.ts'
import type { SharedState } from '../shared-state/shared-state.ts'
import type { HeldRing } from '../vault/ring/held-ring.ts'
import { version } from '../version.ts'
import { createCheckScopes, type CheckScopes } from './guard/step-up.ts'
import { authInfoOf, type McpCaller } from './protocol/caller-of.ts'
import { createDirectAnswers, type AnswerDirectly } from './protocol/direct-answers.ts'
import { createProtocolServer } from './protocol/create-protocol-server.ts'
import { createSessionRecords } from './protocol/session-records.ts'
import { createSessionProtocol } from './protocol/sessions.ts'
import { createStatelessProtocol } from './protocol/stateless.ts'
import { openToolPins } from './pinning/open-tool-pins.ts'
import { pinModeOf } from './pinning/pin-mode.ts'
import type { ToolPins } from './pinning/tool-pins.ts'
import type { Tasks } from '../tasks/tasks.ts'
import { createTaskSubscriptions } from './tasks/task-subscriptions.ts'
import { createStartToolTask } from './tasks/tool-tasks.ts'
import { createPromptCatalog } from './prompts/prompt-catalog.ts'
import { createQuestionStates } from './questions/question-state.ts'
import { createResourceCatalog } from './resources/resource-catalog.ts'
import { runtimeResources } from './resources/runtime-resources.ts'
import { createWatchedResources } from './resources/watched-resources.ts'
import { createFitAnswer } from './results/fit-answer.ts'
import { createKeptResults } from './results/kept-results.ts'
import { createReadMore } from './results/read-more.ts'
import { createReadResult } from './results/read-result.ts'
import { resultResources } from './results/result-resources.ts'
import { openSkills } from './skills/open-skills.ts'
import { skillFiles } from './skills/serve-skills.ts'
import { createToolAdmission } from './tools/admit-tool-call.ts'
import { createCallTool } from './tools/call-tool.ts'
import { createFindCall } from './search/find-call.ts'
import { createToolIndex } from './search/tool-index.ts'
import { createToolCatalog } from './tools/catalog.ts'
import type { Toolsets } from './toolsets/open-toolsets.ts'
import { requestedToolsets } from './toolsets/requested-toolsets.ts'
import { checkNarrowing, type Narrowing } from './toolsets/select-operations.ts'
import { createToolSets, type ToolSets } from './tools/tool-sets.ts'

/** The face for agents. */
export interface Mcp {
  /** The answer to a request of the plainest kind; undefined for every other, which `serve` answers. */
  readonly direct: AnswerDirectly
  /** Answers one HTTP request to the endpoint. `body`: as it was parsed; undefined where there was none. */
  serve(caller: McpCaller, request: Request, body: unknown): Promise<Response>
  readonly sets: ToolSets
  /** To be asked before anything else of a message is looked at. */
  readonly checkScopes: CheckScopes
  /** Reads to which toolsets a request narrows down what it is offered. Throws `invalid_input`, or `state_unavailable`. */
  narrowingOf(principal: Principal, header: Listed, query: Listed): Narrowing
  readonly pins: ToolPins
  close(): Promise<void>
}

type Listed = Parameters<typeof requestedToolsets>[0]

export interface McpParts {
  readonly registry: Registry
  readonly connections: Pick<Connections, 'choose' | 'offered' | 'onChange' | 'unmanaged'>
  readonly service: Pick<ConnectionService, 'page'>
  readonly flags: Pick<Flags, 'decide' | 'onChange'>
  readonly toolsets: Pick<Toolsets, 'builtIn' | 'known'>
  readonly engine: Pick<CallEngine, 'run' | 'runOnce' | 'stream' | 'onChanged'>
  readonly forms: Pick<AnswerForms, 'failure'>
  readonly tasks: Tasks
  readonly sharedState: Pick<SharedState, 'values' | 'cache'>
  readonly ring: Pick<HeldRing, 'current'>
  /** Hides known secrets in a text. */
  readonly hide: (text: string) => string
  readonly settings: Pick<
    Settings,
    'mcpRepeatWindow' | 'mcpResponseBudget' | 'mcpSessionTimeout' | 'mcpToolLimit' | 'mcpToolPins'
  >
  readonly store: Store
  readonly changes: Pick<ChangeFeed, 'tell' | 'listen'>
  readonly audit: Pick<Audit, 'append'>
  readonly metrics: Metrics
  readonly tracing: Tracing | undefined
  readonly log: Logger
  /** Milliseconds since 1970. */
  readonly now: () => number
}

const identity = { name: 'patchbay', title: 'Patchbay', version }

const instructions =
  'Each tool is one operation of a connected vendor account; its name begins with the connector. A failed call says what to do next and, where it helps, when to try again. An answer that has a `next` cursor goes on if the call is repeated with it.'

const mostSessions = 100

export async function openMcp(parts: McpParts): Promise<Mcp> {
  const { registry, connections, flags, toolsets, engine, forms, tasks } = parts
  const { sharedState, ring, hide, settings, log, now } = parts
  const catalog = createToolCatalog(registry, (name) =>
    log.warn({ tool: name }, 'two operations give one tool name'),
  )
  const pins = await openToolPins({ ...parts, catalog, mode: pinModeOf(settings) })
  const toolLimit = settings.mcpToolLimit
  const sets = createToolSets({ catalog, connections, flags, toolsets, pins, toolLimit })
  const repeatWindow = inMilliseconds(settings.mcpRepeatWindow)
  const budget = settings.mcpResponseBudget
  const kept = createKeptResults(sharedState)
  const fit = createFitAnswer({ kept, budget })
  const readResult = createReadResult({ kept, sets, budget })
  const admission = createToolAdmission({ pins, forms, repeatWindow })
  const callTool = createCallTool({ engine, admission, fit, budget })
  const readMore = createReadMore({ readResult, forms })
  const findCall = createFindCall({ index: createToolIndex(catalog.tools), readMore, forms })
  const startTask = createStartToolTask({ tasks, admission })
  const skills = openSkills({ registry, catalog, sets })
  const states = createQuestionStates(ring)
  const prompts = createPromptCatalog(registry)
  const resources = createResourceCatalog(registry)
  const watched = createWatchedResources({ resources, sets, connections, engine })
  const protocol = {
    identity,
    instructions,
    sets,
    callTool,
    findCall,
    startTask,
    tasks,
    fit,
    budget,
    prompts,
    resources,
    watched,
    engine,
    states,
    hide,
    now,
    skills,
    files: [skillFiles(skills), resultResources(readResult), runtimeResources({ ...parts, sets })],
  }
  const createServer = () => createProtocolServer(protocol)
  const onError = (error: Error): void => log.debug({ reason: error.message }, 'mcp')
  const stateless = createStatelessProtocol({ createServer, watched, onError })
  const idleTimeout = inMilliseconds(settings.mcpSessionTimeout)
  const sessions = createSessionProtocol({
    createServer,
    records: createSessionRecords(sharedState, idleTimeout),
    idleTimeout,
    mostPerPrincipal: mostSessions,
    onError,
  })
  const subscriptions = createTaskSubscriptions({ tasks, fit, budget })
  const endChanges = sets.onChange((tenant) => {
    stateless.listsChanged(tenant)
    sessions.listsChanged(tenant)
  })

  return {
    sets,
    pins,
    checkScopes: createCheckScopes(sets),
    direct: createDirectAnswers({ identity, sets, callTool, findCall }),
    narrowingOf({ tenant }, header, query) {
      const narrowing = requestedToolsets(header, query)
      checkNarrowing(toolsets, tenant, narrowing)
      return narrowing
    },
    async serve(caller, request, body) {
      const options = { authInfo: authInfoOf(caller), parsedBody: body }
      if (await isLegacyRequest(request, body)) return sessions.serve(caller, request, options)
      const response = await stateless.serve(caller.principal, request, options)
      return subscriptions.extend(caller.principal, body, request.signal, response)
    },
    async close() {
      endChanges()
      watched.close()
      sets.close()
      subscriptions.close()
      await Promise.all([stateless.close(), sessions.close(), pins.close()])
    },
  }
}
