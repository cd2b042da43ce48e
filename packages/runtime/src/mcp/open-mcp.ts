import { isLegacyRequest } from '@modelcontextprotocol/server'
import type { Logger } from 'pino'
import type { Registry as Metrics } from 'prom-client'
import type { CallEngine } from '../calls/call-engine.ts'
import type { AnswerForms } from '../calls/idempotency/keyed-calls.ts'
import { inMilliseconds } from '../configuration/durations.ts'
import type { Settings } from '../configuration/settings.ts'
import type { Connections } from '../connections/connections.ts'
import type { Registry } from '../connectors/registry.ts'
import type { Audit } from '../audit/audit.ts'
import type { ChangeFeed } from '../store/change-feed.ts'
import type { Store } from '../store/store.ts'
import type { Flags } from '../flags/open-flags.ts'
import { version } from '../version.ts'
import { authInfoOf, type McpCaller } from './protocol/caller-of.ts'
import { createDirectAnswers, type AnswerDirectly } from './protocol/direct-answers.ts'
import { createProtocolServer } from './protocol/create-protocol-server.ts'
import { createSessionProtocol } from './protocol/sessions.ts'
import { createStatelessProtocol } from './protocol/stateless.ts'
import { openToolPins } from './pinning/open-tool-pins.ts'
import { pinModeOf } from './pinning/pin-mode.ts'
import type { ToolPins } from './pinning/tool-pins.ts'
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
  readonly pins: ToolPins
  close(): Promise<void>
}

export interface McpParts {
  readonly registry: Registry
  readonly connections: Pick<Connections, 'offered' | 'onChange'>
  readonly flags: Pick<Flags, 'decide' | 'areKnown' | 'onChange'>
  readonly engine: Pick<CallEngine, 'run' | 'runOnce' | 'stream'>
  readonly forms: Pick<AnswerForms, 'failure'>
  readonly settings: Pick<Settings, 'mcpRepeatWindow' | 'mcpSessionTimeout' | 'mcpToolPins'>
  readonly store: Store
  readonly changes: Pick<ChangeFeed, 'tell' | 'listen'>
  readonly audit: Pick<Audit, 'append'>
  readonly metrics: Metrics
  readonly log: Logger
  /** Milliseconds since 1970. */
  readonly now: () => number
}

const identity = { name: 'patchbay', title: 'Patchbay', version }

const instructions =
  'Each tool is one operation of a connected vendor account; its name begins with the connector. A failed call says what to do next and, where it helps, when to try again. An answer that has a `next` cursor goes on if the call is repeated with it.'

const mostSessions = 100

export async function openMcp(parts: McpParts): Promise<Mcp> {
  const { registry, connections, flags, engine, forms, settings, log } = parts
  const catalog = createToolCatalog(registry, (name) =>
    log.warn({ tool: name }, 'two operations give one tool name'),
  )
  const pins = await openToolPins({ ...parts, catalog, mode: pinModeOf(settings) })
  const sets = createToolSets({ catalog, connections, flags, pins })
  const callTool = createCallTool({
    engine,
    forms,
    pins,
    repeatWindow: inMilliseconds(settings.mcpRepeatWindow),
  })
  const createServer = () => createProtocolServer({ identity, instructions, sets, callTool })
  const onError = (error: Error): void => log.debug({ reason: error.message }, 'mcp')
  const stateless = createStatelessProtocol(createServer, onError)
  const sessions = createSessionProtocol({
    createServer,
    idleTimeout: inMilliseconds(settings.mcpSessionTimeout),
    mostPerPrincipal: mostSessions,
    onError,
  })
  const endChanges = sets.onChange((tenant) => {
    stateless.listsChanged(tenant)
    sessions.listsChanged(tenant)
  })

  return {
    sets,
    pins,
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
      await Promise.all([stateless.close(), sessions.close(), pins.close()])
    },
  }
}
