import { isLegacyRequest } from '@modelcontextprotocol/server'
import type { Logger } from 'pino'
import type { CallEngine } from '../calls/call-engine.ts'
import type { AnswerForms } from '../calls/idempotency/keyed-calls.ts'
import { inMilliseconds } from '../configuration/durations.ts'
import type { Settings } from '../configuration/settings.ts'
import type { Connections } from '../connections/connections.ts'
import type { Registry } from '../connectors/registry.ts'
import type { Flags } from '../flags/open-flags.ts'
import type { SharedState } from '../shared-state/shared-state.ts'
import type { HeldRing } from '../vault/ring/held-ring.ts'
import { version } from '../version.ts'
import { authInfoOf, type McpCaller } from './protocol/caller-of.ts'
import { createDirectAnswers, type AnswerDirectly } from './protocol/direct-answers.ts'
import { createProtocolServer } from './protocol/create-protocol-server.ts'
import { createSessionRecords } from './protocol/session-records.ts'
import { createSessionProtocol } from './protocol/sessions.ts'
import { createStatelessProtocol } from './protocol/stateless.ts'
import { createQuestionStates } from './questions/question-state.ts'
import { createCallTool } from './tools/call-tool.ts'
import { createToolCatalog } from './tools/catalog.ts'
import { createToolSets, type ToolSets } from './tools/tool-sets.ts'

/** The face for agents. */
export interface Mcp {
  /** The answer to a request of the plainest kind; undefined for every other, which `serve` answers. */
  readonly direct: AnswerDirectly
  /** Answers one HTTP request to the endpoint. `body`: as it was parsed; undefined where there was none. */
  serve(caller: McpCaller, request: Request, body: unknown): Promise<Response>
  readonly sets: ToolSets
  close(): Promise<void>
}

export interface McpParts {
  readonly registry: Registry
  readonly connections: Pick<Connections, 'offered' | 'onChange'>
  readonly flags: Pick<Flags, 'decide' | 'areKnown' | 'onChange'>
  readonly engine: Pick<CallEngine, 'run' | 'runOnce' | 'stream'>
  readonly forms: Pick<AnswerForms, 'failure'>
  readonly sharedState: Pick<SharedState, 'values'>
  readonly ring: Pick<HeldRing, 'current'>
  /** Hides known secrets in a text. */
  readonly hide: (text: string) => string
  readonly settings: Pick<Settings, 'mcpRepeatWindow' | 'mcpSessionTimeout'>
  readonly log: Logger
}

const identity = { name: 'patchbay', title: 'Patchbay', version }

const instructions =
  'Each tool is one operation of a connected vendor account; its name begins with the connector. A failed call says what to do next and, where it helps, when to try again. An answer that has a `next` cursor goes on if the call is repeated with it.'

const mostSessions = 100

export function openMcp(parts: McpParts): Mcp {
  const { registry, connections, flags, engine, forms, sharedState, ring, hide, settings, log } = parts
  const catalog = createToolCatalog(registry, (name) =>
    log.warn({ tool: name }, 'two operations give one tool name'),
  )
  const sets = createToolSets({ catalog, connections, flags })
  const callTool = createCallTool({
    engine,
    forms,
    repeatWindow: inMilliseconds(settings.mcpRepeatWindow),
  })
  const states = createQuestionStates(ring)
  const createServer = () => createProtocolServer({ identity, instructions, sets, callTool, states, hide })
  const onError = (error: Error): void => log.debug({ reason: error.message }, 'mcp')
  const stateless = createStatelessProtocol(createServer, onError)
  const idleTimeout = inMilliseconds(settings.mcpSessionTimeout)
  const sessions = createSessionProtocol({
    createServer,
    records: createSessionRecords(sharedState, idleTimeout),
    idleTimeout,
    mostPerPrincipal: mostSessions,
    onError,
  })
  const endChanges = sets.onChange((tenant) => {
    stateless.listsChanged(tenant)
    sessions.listsChanged(tenant)
  })

  return {
    sets,
    direct: createDirectAnswers({ identity, sets, callTool }),
    async serve(caller, request, body) {
      const options = { authInfo: authInfoOf(caller), parsedBody: body }
      return (await isLegacyRequest(request, body))
        ? sessions.serve(caller, request, options)
        : stateless.serve(caller.principal.tenant, request, options)
    },
    async close() {
      endChanges()
      sets.close()
      await Promise.all([stateless.close(), sessions.close()])
    },
  }
}
