import { effects } from '@patchbay/contract'
import { Type, type Static } from '@sinclair/typebox'
import { readMoreDefinition } from '../results/read-more-definition.ts'
import type { OfferedTool } from '../tools/offered-tool.ts'
import type { ToolDefinition } from '../tools/tool-definition.ts'

export const searchToolsName = 'search_tools'
export const callToolName = 'call_tool'

const effectLiterals = effects.map((effect) => Type.Literal(effect))

export const SearchInputSchema = Type.Object(
  {
    query: Type.String({
      minLength: 1,
      maxLength: 500,
      description:
        'What is to be done or known, in a few words, such as "orders of last week" or "pages losing clicks".',
    }),
    connector: Type.Optional(
      Type.String({ maxLength: 100, description: 'Id of a connector: only its tools, such as `shopify`.' }),
    ),
    effect: Type.Optional(
      Type.Union(effectLiterals, {
        description: 'Only tools with this effect: `read` for those that change nothing.',
      }),
    ),
    limit: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 50,
        default: 8,
        description: 'How many tools at most. Default: 8.',
      }),
    ),
    detail: Type.Optional(
      Type.Union([Type.Literal('names'), Type.Literal('best'), Type.Literal('all')], {
        default: 'best',
        description:
          'Which of the tools come with the schema of their arguments: none, the best ones (default), or all of them.',
      }),
    ),
  },
  { additionalProperties: false },
)

export type SearchInput = Static<typeof SearchInputSchema>

const FoundToolSchema = Type.Object({
  name: Type.String({ description: 'To be given to call_tool, or called by.' }),
  title: Type.String(),
  description: Type.String({ description: 'In one sentence.' }),
  connector: Type.String(),
  effect: Type.Union(effectLiterals),
  inputSchema: Type.Optional(Type.Object({}, { description: 'The JSON Schema of its arguments.' })),
})

export const SearchOutputSchema = Type.Object({
  tools: Type.Array(FoundToolSchema, { description: 'Those that fit, the best first.' }),
  found: Type.Integer({ description: 'How many fit; more than are shown if `limit` is lower.' }),
  note: Type.Optional(Type.String({ description: 'What to make of it.' })),
  connectors: Type.Optional(
    Type.Array(
      Type.Object({
        id: Type.String(),
        title: Type.String(),
        tools: Type.Integer(),
        nouns: Type.Array(Type.String()),
      }),
      { description: 'What is there instead, where nothing fits.' },
    ),
  ),
})

export type SearchOutput = Static<typeof SearchOutputSchema>

export const CallInputSchema = Type.Object(
  {
    name: Type.String({
      minLength: 1,
      maxLength: 300,
      description: 'Name of a tool, as search_tools gives it.',
    }),
    arguments: Type.Optional(
      Type.Object({}, { description: 'Its arguments, by the `inputSchema` that search_tools gives.' }),
    ),
    connection: Type.Optional(
      Type.String({
        maxLength: 100,
        description: 'Which of several connected accounts is meant, where the tool takes a `connection`.',
      }),
    ),
  },
  { additionalProperties: false },
)

/** One connector of a set, with how many tools it has there. */
export interface ConnectorShare {
  readonly id: string
  readonly title: string
  readonly tools: number
  readonly nouns: readonly string[]
}

/** In the order of their ids. */
export function connectorsOf(tools: readonly OfferedTool[]): ConnectorShare[] {
  const shares = new Map<string, { title: string; tools: number; nouns: Set<string> }>()
  for (const { tool } of tools) {
    const { connector, description } = tool.operation
    const { id, title } = connector.host.description
    const share = shares.get(id) ?? { title, tools: 0, nouns: new Set<string>() }
    share.tools += 1
    share.nouns.add(description.id.split('.', 1)[0] ?? description.id)
    shares.set(id, share)
  }
  return [...shares]
    .map(([id, { title, tools: count, nouns }]) => ({
      id,
      title,
      tools: count,
      nouns: [...nouns].toSorted(),
    }))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
}

const plain = <T>(schema: T): T => JSON.parse(JSON.stringify(schema)) as T

/** What stands in a list for the tools of a set that is too large to be shown: in the order of their names. */
export function searchDefinitions(tools: readonly OfferedTool[]): readonly ToolDefinition[] {
  const shares = connectorsOf(tools).map(({ id, title, tools: count }) => `${title} (${id}, ${count})`)
  return Object.freeze([
    Object.freeze({
      name: callToolName,
      title: 'Call a tool',
      description:
        'Runs one of the tools that search_tools finds, with the arguments that its `inputSchema` says. The answer is that of the tool.',
      inputSchema: plain(CallInputSchema),
      // It may be any of them.
      annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
    }),
    readMoreDefinition,
    Object.freeze({
      name: searchToolsName,
      title: 'Search tools',
      description: `Finds tools by what they do, and tells how to call them; says so if there is none. There are ${tools.length}, which call_tool runs: ${shares.join(', ')}.`,
      inputSchema: plain(SearchInputSchema),
      outputSchema: plain(SearchOutputSchema),
      annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    }),
  ])
}
