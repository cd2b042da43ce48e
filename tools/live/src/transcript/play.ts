import {
  Client,
  StreamableHTTPClientTransport,
  type CallToolResult,
  type ElicitRequestFormParams,
} from '@modelcontextprotocol/client'
import { callerOfOthers, searchTools } from '../faces/mcp-face.ts'
import { isRecord } from '../options.ts'
import { scenes, type ToolUse } from './scenes.ts'

/** One thing that was said. What is asked and what is answered are as they were. */
export type Step =
  | { readonly kind: 'connected'; readonly server: string; readonly revision: string }
  | {
      readonly kind: 'listed'
      readonly tools: readonly { readonly name: string; readonly description: string }[]
    }
  | { readonly kind: 'scene'; readonly title: string }
  | { readonly kind: 'called'; readonly use: ToolUse; readonly through: string | undefined }
  | {
      readonly kind: 'asked'
      readonly message: string
      readonly fields: readonly string[]
      readonly reply: string
    }
  | { readonly kind: 'answered'; readonly isError: boolean; readonly data: unknown }

/** Lets the official client list, search, read and write, and tells what was said. */
export async function play(url: string, key: string): Promise<Step[]> {
  const steps: Step[] = []
  const client = new Client(
    { name: 'transcript', version: '0.0.0' },
    { capabilities: { elicitation: { form: {} } }, versionNegotiation: { mode: { pin: '2026-07-28' } } },
  )
  /** What the person at the client says next, when asked. */
  let reply: 'accept' | 'decline' = 'decline'
  client.setRequestHandler('elicitation/create', ({ params }) => {
    const { message, requestedSchema } = params as ElicitRequestFormParams
    const fields = Object.keys(requestedSchema.properties)
    steps.push({ kind: 'asked', message, fields, reply })
    return reply === 'decline'
      ? { action: 'decline' as const }
      : { action: 'accept' as const, content: consent(requestedSchema.properties) }
  })
  try {
    await client.connect(
      new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { authProvider: { token: async () => key } }),
    )
    const { name = '', title = '' } = client.getServerVersion() ?? {}
    steps.push({
      kind: 'connected',
      server: title || name,
      revision: client.getNegotiatedProtocolVersion() ?? '',
    })
    const { tools } = await client.listTools()
    steps.push({
      kind: 'listed',
      tools: tools.map((tool) => ({ name: tool.name, description: tool.description ?? '' })),
    })
    const listed = new Set(tools.map((tool) => tool.name))

    const use = async (wanted: ToolUse): Promise<CallToolResult> => {
      const through = listed.has(wanted.name) ? undefined : callerOfOthers
      steps.push({ kind: 'called', use: wanted, through })
      const { name: tool, arguments: given } = wanted
      const result = await client.callTool(
        through === undefined
          ? { name: tool, arguments: { ...given } }
          : { name: through, arguments: { name: tool, arguments: { ...given } } },
      )
      steps.push({ kind: 'answered', isError: result.isError === true, data: dataOf(result) })
      return result
    }

    for (const { title: heading, connector, query, read, write } of scenes) {
      steps.push({ kind: 'scene', title: heading })
      await use({ name: searchTools, arguments: { query, connector, limit: 3, detail: 'names' } })
      await use(read)
      for (const answer of ['decline', 'accept'] as const) {
        reply = answer
        await use(write)
      }
    }
    return steps
  } finally {
    await client.close()
  }
}

/** The data; of a failure its code and what it says to do. */
function dataOf({ structuredContent, isError, content, _meta: meta = {} }: CallToolResult): unknown {
  if (isError !== true) return structuredContent ?? content
  const problem = meta['patchbay/problem']
  if (!isRecord(problem)) return content
  const { code, detail, advice } = problem
  return { code, detail, advice }
}

/** Says yes to all that can be said yes to. */
const consent = (properties: Readonly<Record<string, unknown>>): Record<string, boolean> =>
  Object.fromEntries(
    Object.entries(properties)
      .filter(([, property]) => isRecord(property) && property['type'] === 'boolean')
      .map(([name]) => [name, true]),
  )
