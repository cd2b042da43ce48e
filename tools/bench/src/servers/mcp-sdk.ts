import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { toNodeHandler, type NodeIncomingMessageLike } from '@modelcontextprotocol/node'
import {
  createMcpHandler,
  fromJsonSchema,
  McpServer,
  Server,
  type CallToolResult,
  type JsonSchemaType,
  type ListToolsResult,
} from '@modelcontextprotocol/server'
import { Pool } from 'undici'
import { loadBenchCall, operationId } from '../bench-connector.ts'
import { toolName } from '../mcp-call.ts'
import { reportToParent } from '../processes/report-to-parent.ts'

// The official SDK as its documentation says, and no duty beside a tool that calls the upstream. Parameters: the
// upstream, the level (`high` or `low`), the number of tools.
const [upstream = '', level = 'high', tools = '1'] = process.argv.slice(2)
const { connector, schema } = await loadBenchCall()
const pool = new Pool(upstream, { connections: 64 })
const identity = { name: 'sdk', version: '1.0.0' }
const { title = '', description = '', input } = connector.operations[operationId] ?? {}
const plainInput = JSON.parse(JSON.stringify(input)) as JsonSchemaType & { type: 'object' }
const plainOutput = JSON.parse(JSON.stringify(schema)) as JsonSchemaType & { type: 'object' }
const inputSchema = fromJsonSchema<{ id: string }>(plainInput)
const outputSchema = fromJsonSchema<Record<string, unknown>>(plainOutput)

const call = async ({ id }: { readonly id: string }): Promise<CallToolResult> => {
  const { body } = await pool.request({ method: 'GET', path: `/items/${id}` })
  const item = (await body.json()) as Record<string, unknown>
  return { content: [{ type: 'text', text: JSON.stringify(item) }], structuredContent: item }
}
const names = [toolName, ...Array.from({ length: Number(tools) - 1 }, (_, index) => `other_${index}`)]

const createHigh = (): McpServer => {
  const server = new McpServer(identity)
  for (const name of names) server.registerTool(name, { title, description, inputSchema, outputSchema }, call)
  return server
}
const createLow = (): Server => {
  const server = new Server(identity, { capabilities: { tools: {} } })
  const list = names.map((name) => ({
    name,
    title,
    description,
    inputSchema: plainInput,
    outputSchema: plainOutput,
  }))
  server.setRequestHandler('tools/list', () => ({ tools: list }) as unknown as ListToolsResult)
  server.setRequestHandler('tools/call', ({ params }) => call(params.arguments as { id: string }))
  return server
}

const handler = toNodeHandler(createMcpHandler(level === 'high' ? createHigh : createLow))
const server = createServer(
  { keepAliveTimeout: 60_000 },
  (request, response) => void handler(request as NodeIncomingMessageLike, response),
)
server.listen(0, '127.0.0.1')
await once(server, 'listening')
reportToParent(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
