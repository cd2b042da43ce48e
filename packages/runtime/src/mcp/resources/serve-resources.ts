import {
  ResourceNotFoundError,
  type Resource,
  type ResourceTemplateType,
  type Server,
  type ServerContext,
  type TextResourceContents,
} from '@modelcontextprotocol/server'
import type { Principal } from '../../access/principal.ts'
import type { CallEngine } from '../../calls/call-engine.ts'
import { McpCall } from '../mcp-call.ts'
import { offeredConnectors, type OfferedConnectors } from '../offered-connectors.ts'
import { callerOf, requestOf } from '../protocol/caller-of.ts'
import { isAsking, protocolProblem } from '../protocol/protocol-problem.ts'
import { askableOf } from '../questions/input-requests.ts'
import type { QuestionStates } from '../questions/question-state.ts'
import { capabilitiesOf, roundOf } from '../questions/rounds.ts'
import type { ToolSets } from '../tools/tool-sets.ts'
import { splitUri, withAnyConnection, withConnection } from './connection-in-uri.ts'
import type { KnownResource, ResourceCatalog } from './resource-catalog.ts'
import { contentsOf } from './resource-contents.ts'

/** Texts of the runtime's own, such as those of skills. */
export interface ResourceFiles {
  list(principal: Principal): Promise<readonly Resource[]>
  /** Of those that have variables. Default: none. */
  templates?(principal: Principal): Promise<readonly ResourceTemplateType[]>
  /** The values of a variable of one of these templates; undefined where the template is not among them. Default: none. */
  complete?(principal: Principal, template: string, variable: string): Promise<readonly string[] | undefined>
  /** Undefined where there is no such file, or none for this principal. */
  read(principal: Principal, uri: string): Promise<TextResourceContents | undefined>
}

export interface ResourceParts {
  readonly resources: ResourceCatalog
  /** Whose URIs have schemes of their own. Default: none. */
  readonly files?: readonly ResourceFiles[]
  readonly sets: Pick<ToolSets, 'of'>
  readonly engine: Pick<CallEngine, 'run'>
  readonly states: QuestionStates
}

/** Serves the resources of connectors, those whose operation the caller is offered as a tool, and the runtime's own files. */
export function serveResources(
  server: Server,
  { resources, files = [], sets, engine, states }: ResourceParts,
): void {
  const offeredTo = async (principal: Principal): Promise<OfferedConnectors> =>
    offeredConnectors(await sets.of(principal))

  server.setRequestHandler('resources/list', async (_request, context) => {
    const offered = await offeredTo(callerOf(context).principal)
    const plain = resources.all.filter(({ isTemplate }) => !isTemplate)
    const own = await Promise.all(files.map((some) => some.list(callerOf(context).principal)))
    return { resources: [...plain.flatMap((one) => entriesOf(one, offered)), ...own.flat()] }
  })

  server.setRequestHandler('resources/templates/list', async (_request, context) => {
    const offered = await offeredTo(callerOf(context).principal)
    const templates = resources.all.filter(({ isTemplate }) => isTemplate)
    const { principal } = callerOf(context)
    const own = await Promise.all(files.map(async (some) => some.templates?.(principal) ?? []))
    return { resourceTemplates: [...templates.flatMap((one) => templateOf(one, offered)), ...own.flat()] }
  })

  server.setRequestHandler('resources/read', async ({ params }, context: ServerContext) => {
    const { uri } = params
    for (const some of files) {
      const file = await some.read(callerOf(context).principal, uri)
      if (file !== undefined) return { contents: [file] }
    }
    const offered = await offeredTo(callerOf(context).principal)
    const { address, connection } = splitUri(uri)
    const match = resources.findByUri(address)
    const tool = match && offered.toolOf(match.found.resource.operation)
    const isConnected = connection === undefined || tool?.connections.includes(connection) === true
    if (match === undefined || tool === undefined || !isConnected) throw new ResourceNotFoundError(uri)
    const { operation, description } = match.found.resource
    const round = await roundOf(context, ['resources/read', uri], states)
    const askable = askableOf(capabilitiesOf(context, server.getClientCapabilities()))
    const call = new McpCall(
      requestOf(context, { askable, answers: round.answers }),
      operation,
      { ...description.input, ...match.values },
      connection ?? (tool.connections.length === 1 ? tool.connections[0] : undefined),
      false,
      // Variables are text; a flat input reads numbers from it as it does from a query string.
      operation.checkQuery === undefined ? 'json' : 'query',
    )
    try {
      const { data, content } = await engine.run(call)
      return { contents: contentsOf(uri, description.mimeType, data, content) }
    } catch (error) {
      if (isAsking(error)) return round.ask(error.questions)
      throw protocolProblem(error)
    }
  })
}

/** One for each connected account, where there are several. */
function entriesOf({ resource }: KnownResource, offered: OfferedConnectors): Resource[] {
  const tool = offered.toolOf(resource.operation)
  if (tool === undefined) return []
  const { address, title, description, mimeType } = resource.description
  const entry = (uri: string, name: string, shown: string): Resource => ({
    uri,
    name,
    title: shown,
    description,
    mimeType,
  })
  return tool.connections.length === 1
    ? [entry(address, address, title)]
    : tool.connections.map((id) =>
        entry(withConnection(address, id), `${address} (${id})`, `${title} (${id})`),
      )
}

function templateOf({ resource }: KnownResource, offered: OfferedConnectors): ResourceTemplateType[] {
  const tool = offered.toolOf(resource.operation)
  if (tool === undefined) return []
  const { address, title, description, mimeType } = resource.description
  const uriTemplate = tool.connections.length === 1 ? address : withAnyConnection(address)
  return [{ uriTemplate, name: address, title, description, mimeType }]
}
