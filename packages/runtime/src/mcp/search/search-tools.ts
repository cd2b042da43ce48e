import type { Effect } from '@patchbay/contract'
import type { OfferedTool } from '../tools/offered-tool.ts'
import type { ToolSet } from '../tools/tool-set.ts'
import { connectorsOf, type SearchInput, type SearchOutput } from './search-definitions.ts'
import type { ToolIndex, ToolMatch } from './tool-index.ts'

type Found = SearchOutput['tools'][number]

/** Of the best tools that come with their schemas unless something else is asked for. */
const bestWithSchema = 3
/** Characters of these schemas together. The first one comes whatever its size: without it nothing can be called. */
const schemaBudget = 24_000
/** Below, what was found has some of the words and not what the query is about. */
const goodCoverage = 0.6
/** Nouns that are named of each connector where nothing fits. */
const mostNouns = 40
/** Characters. */
const longestDescription = 200

/** Answers `search_tools` within a set. */
export async function searchTools(
  index: ToolIndex,
  set: Pick<ToolSet, 'tools' | 'find' | 'has'>,
  { query, connector, effect, limit = 8, detail = 'best' }: SearchInput,
): Promise<SearchOutput> {
  const matches = await index.search(query, ({ name, operation }) => {
    const { connector: owner, description } = operation
    return (
      (connector === undefined || owner.host.description.id === connector) &&
      (effect === undefined || description.effect === effect) &&
      set.has(name)
    )
  })
  const [best] = matches
  if (best === undefined) return nothing(set, connector, effect)
  const shown = matches.slice(0, limit)
  const withSchemas = schemasShown(set, shown, detail)
  const notes = notesOn(best, matches.length, shown.length)
  return {
    tools: shown.flatMap(({ tool }) => {
      const offered = set.find(tool.name)
      return offered === undefined ? [] : [foundTool(offered, withSchemas.has(offered))]
    }),
    found: matches.length,
    ...(notes !== undefined && { note: notes }),
  }
}

function schemasShown(
  set: Pick<ToolSet, 'find'>,
  shown: readonly ToolMatch[],
  detail: SearchInput['detail'],
): ReadonlySet<OfferedTool> {
  const offered = shown.flatMap(({ tool }) => set.find(tool.name) ?? [])
  if (detail === 'names') return new Set()
  if (detail === 'all') return new Set(offered)
  let left = schemaBudget
  return new Set(
    offered.slice(0, bestWithSchema).filter(({ definition }, place) => {
      const { length } = JSON.stringify(definition.inputSchema)
      left -= length
      return place === 0 || left >= 0
    }),
  )
}

function foundTool({ name, tool, definition }: OfferedTool, hasSchema: boolean): Found {
  const { connector, description } = tool.operation
  return {
    name,
    title: definition.title,
    description: firstSentence(definition.description),
    connector: connector.host.description.id,
    effect: description.effect,
    ...(hasSchema && { inputSchema: definition.inputSchema }),
  }
}

function notesOn({ coverage }: ToolMatch, found: number, shown: number): string | undefined {
  const notes = [
    ...(coverage < goodCoverage
      ? [
          'Nothing fits all of the query; these have to do with some of its words. Check what they do before you call one.',
        ]
      : []),
    ...(shown < found
      ? [
          `${found - shown} more fit: ask again with a higher limit, or narrow it down with connector or effect.`,
        ]
      : []),
  ]
  return notes.length === 0 ? undefined : notes.join(' ')
}

function nothing(
  { tools }: Pick<ToolSet, 'tools'>,
  connector: string | undefined,
  effect: Effect | undefined,
): SearchOutput {
  const all = connectorsOf(tools)
  const isUnknown = connector !== undefined && !all.some(({ id }) => id === connector)
  const narrowed = [
    ...(connector === undefined ? [] : [`of the connector ${connector}`]),
    ...(effect === undefined ? [] : [`with the effect ${effect}`]),
  ].join(' ')
  const note = isUnknown
    ? `There is no connector "${connector}" here; \`connectors\` says which there are.`
    : `No tool ${narrowed === '' ? 'here' : narrowed} fits. Ask in other words, by what is named in \`connectors\`${
        narrowed === '' ? '' : ', or without connector and effect'
      }; if none of it has to do with what you need, it cannot be done here.`
  return {
    tools: [],
    found: 0,
    note,
    connectors: all.map(({ nouns, ...share }) => ({ ...share, nouns: nouns.slice(0, mostNouns) })),
  }
}

function firstSentence(text: string): string {
  const [sentence = text] = text.split(/(?<=[.!?])\s+(?=[A-Z])/, 1)
  return sentence.length <= longestDescription ? sentence : `${sentence.slice(0, longestDescription - 1)}…`
}
