import type { Completion } from '@patchbay/contract'
import type { Principal } from '../../access/principal.ts'
import {
  ProtocolError,
  ProtocolErrorCode,
  type CompleteRequest,
  type Server,
  type ServerContext,
} from '@modelcontextprotocol/server'
import type { CallEngine } from '../../calls/call-engine.ts'
import type { CompletionsDescription, JsonSchema } from '../../connectors/connector-description.ts'
import type { LoadedConnector } from '../../connectors/loaded-connector.ts'
import { McpCall } from '../mcp-call.ts'
import type { McpRequest } from '../mcp-request.ts'
import { offeredConnectors, type OfferedConnectors } from '../offered-connectors.ts'
import type { PromptCatalog } from '../prompts/prompt-catalog.ts'
import { requestOf } from '../protocol/caller-of.ts'
import { withoutAnyConnection } from '../resources/connection-in-uri.ts'
import type { ResourceCatalog } from '../resources/resource-catalog.ts'
import type { ResourceFiles } from '../resources/serve-resources.ts'
import type { ToolSets } from '../tools/tool-sets.ts'
import { matching } from './matching.ts'

export interface CompletionParts {
  readonly prompts: PromptCatalog
  readonly resources: ResourceCatalog
  readonly sets: Pick<ToolSets, 'of'>
  readonly engine: Pick<CallEngine, 'run'>
  /** Of the runtime's own. Default: none. */
  readonly files?: readonly ResourceFiles[]
}

interface Completable {
  readonly connector: LoadedConnector
  readonly completions: CompletionsDescription
  /** Of a prompt; a choice completes itself. */
  readonly schema?: JsonSchema
}

/** Serves `completion/complete` for the arguments of prompts and the variables of resource templates. */
export function serveCompletions(
  server: Server,
  { prompts, resources, sets, engine, files = [] }: CompletionParts,
): void {
  const find = (ref: CompleteRequest['params']['ref']): Completable | undefined => {
    if (ref.type === 'ref/prompt') {
      const prompt = prompts.find(ref.name)?.prompt
      if (prompt === undefined) return undefined
      const { completions, arguments: schema } = prompt.description
      return { connector: prompt.connector, completions, schema }
    }
    const resource = resources.findByAddress(withoutAnyConnection(ref.uri))?.resource
    return resource && { connector: resource.connector, completions: resource.description.completions }
  }
  const offeredTo = async (principal: Principal): Promise<OfferedConnectors> =>
    offeredConnectors(await sets.of(principal))

  server.setRequestHandler('completion/complete', async ({ params }, context: ServerContext) => {
    const { ref, argument } = params
    const request = requestOf(context, { askable: [] })
    if (ref.type === 'ref/resource') {
      for (const some of files) {
        const own = await some.complete?.(request.principal, ref.uri, argument.name)
        if (own !== undefined) return { completion: { ...matching(own, argument.value) } }
      }
    }
    const offered = await offeredTo(request.principal)
    const found = find(ref)
    if (found === undefined || !offered.connectors.has(found.connector)) throw unknownReference(ref)
    const values = await valuesOf(found, argument.name, { engine, request, offered })
    return { completion: { ...matching(values, argument.value) } }
  })
}

interface Asker {
  readonly engine: Pick<CallEngine, 'run'>
  readonly request: McpRequest
  readonly offered: OfferedConnectors
}

async function valuesOf(
  { connector, completions, schema }: Completable,
  name: string,
  asker: Asker,
): Promise<readonly string[]> {
  const completion: Completion = completions[name] ?? choicesOf(schema, name)
  if (!('operation' in completion)) return completion
  const operation = connector.operations.get(completion.operation)
  const tool = operation && asker.offered.toolOf(operation)
  if (operation === undefined || tool === undefined) return []
  try {
    const call = new McpCall(asker.request, operation, {}, tool.connections[0], false)
    const { data } = await asker.engine.run(call)
    return listed(JSON.parse(data), completion.list, completion.field)
  } catch {
    return [] // a person goes on typing; the engine has logged why
  }
}

function choicesOf(schema: JsonSchema | undefined, name: string): readonly string[] {
  const field = ((schema?.['properties'] ?? {}) as Record<string, JsonSchema>)[name]
  const members = (field?.['anyOf'] ?? []) as JsonSchema[]
  return members.flatMap(({ const: value }) => (typeof value === 'string' ? [value] : []))
}

function listed(data: unknown, list: string, field: string | undefined): string[] {
  const items = (data as Readonly<Record<string, unknown>> | null)?.[list]
  if (!Array.isArray(items)) return []
  return (items as unknown[]).flatMap((item) => {
    const value = field === undefined ? item : (item as Readonly<Record<string, unknown>> | null)?.[field]
    return typeof value === 'string' || typeof value === 'number' ? [String(value)] : []
  })
}

const unknownReference = (ref: CompleteRequest['params']['ref']): ProtocolError =>
  new ProtocolError(
    ProtocolErrorCode.InvalidParams,
    `Nothing to complete: ${ref.type === 'ref/prompt' ? ref.name : ref.uri} is not there, or not offered to this key.`,
  )
