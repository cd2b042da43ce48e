import MiniSearch from 'minisearch'
import type { Tool } from '../tools/tool.ts'
import { alternativesTo, asksForChange } from './synonyms.ts'
import { textFields, toolText, type ToolText } from './tool-text.ts'
import { stemOf, wordsOf } from './words.ts'

export interface ToolMatch {
  readonly tool: Tool
  /** Higher is better, within one query. */
  readonly score: number
  /** How much of what the query says is said of the tool, from 0 to 1: rare words count for more. */
  readonly coverage: number
}

/** Finds tools by words. */
export interface ToolIndex {
  /** The tools that fit, best first; none if nothing does. Of those that are wanted. */
  search(query: string, isWanted: (tool: Tool) => boolean): Promise<ToolMatch[]>
}

// Measured with the queries of test/mcp/search-quality.test.ts.
const boost = { name: 3, title: 3, description: 1, fields: 0.2, connector: 2 }
const boostOfAlternatives = 0.7
/** For tools of which the effect is the kind that the query asks for. */
const boostOfEffect = 1.6
const leastCoverage = 0.35
const leastScore = 5

/** Tools that are read between two looks at whatever else there is to do. */
const chunkSize = 10

interface Word {
  readonly stems: readonly string[]
  /** What it tells, in the sense of information. */
  readonly weight: number
}

/** Over all tools there are, whoever sees them. It is made when it is first asked, which takes a moment of many turns. */
export function createToolIndex(tools: readonly Tool[]): ToolIndex {
  let opening: Promise<Index> | undefined
  return {
    async search(query, isWanted) {
      opening ??= openIndex(tools)
      return search(await opening, query, isWanted)
    },
  }
}

interface Index {
  readonly tools: readonly Tool[]
  readonly found: MiniSearch<ToolText & { readonly id: number }>
  /** How many tools have a stem. */
  readonly frequencies: ReadonlyMap<string, number>
}

async function openIndex(tools: readonly Tool[]): Promise<Index> {
  const found = new MiniSearch<ToolText & { readonly id: number }>({
    fields: [...textFields],
    tokenize: wordsOf,
    processTerm: (word) => stemOf(word),
  })
  const frequencies = new Map<string, number>()
  const texts = tools.map((tool, id) => ({ id, ...toolText(tool) }))
  await found.addAllAsync(texts, { chunkSize })
  for (const text of texts) {
    for (const stem of new Set(textFields.flatMap((field) => stemsOf(text[field])))) {
      frequencies.set(stem, (frequencies.get(stem) ?? 0) + 1)
    }
  }
  return { tools, found, frequencies }
}

const stemsOf = (text: string): string[] => wordsOf(text).flatMap((word) => stemOf(word) ?? [])

function search(index: Index, query: string, isWanted: (tool: Tool) => boolean): ToolMatch[] {
  const { tools, found, frequencies } = index
  const plain = wordsOf(query)
  const said = [...new Set(stemsOf(query))]
  const isKnown = (stem: string): boolean => frequencies.has(stem)
  const weightOf = (stem: string): number => Math.log(1 + tools.length / (1 + (frequencies.get(stem) ?? 0)))
  const words = said.map((stem): Word => {
    const stems = [stem, ...alternativesTo(stem)]
    const known = stems.filter(isKnown)
    // What nothing here speaks of is what most of all tells that nothing fits.
    return { stems, weight: Math.max(...(known.length === 0 ? [stem] : known).map(weightOf)) }
  })
  const [first] = said
  if (first === undefined) return []
  // Of one who misspells the verb it cannot be told.
  const wantedEffect = !isKnown(first) ? undefined : asksForChange(plain) ? 'change' : 'read'
  const total = words.reduce((sum, { weight }) => sum + weight, 0)
  const toolAt = (id: unknown): Tool | undefined => (typeof id === 'number' ? tools[id] : undefined)
  const results = found.search([...new Set(words.flatMap(({ stems }) => stems))].join(' '), {
    tokenize: (text) => text.split(' '),
    processTerm: (stem) => stem,
    boost,
    // Only what is no word here is taken for part of one, or for a misspelled one.
    prefix: (stem) => !isKnown(stem) && stem.length >= 4,
    fuzzy: (stem) => !isKnown(stem) && stem.length >= 5 && 0.2,
    weights: { prefix: 0.6, fuzzy: 0.5 },
    boostTerm: (stem) => (said.includes(stem) ? 1 : boostOfAlternatives),
    filter({ id }) {
      const tool = toolAt(id)
      return tool !== undefined && isWanted(tool)
    },
  })
  return results
    .flatMap(({ id, score, queryTerms }): ToolMatch[] => {
      const tool = toolAt(id)
      if (tool === undefined) return []
      const matched = new Set(queryTerms)
      const covered = words.filter(({ stems }) => stems.some((stem) => matched.has(stem)))
      const coverage = covered.reduce((sum, { weight }) => sum + weight, 0) / total
      const effect = tool.operation.description.effect === 'read' ? 'read' : 'change'
      return [{ tool, coverage, score: score * coverage * (effect === wantedEffect ? boostOfEffect : 1) }]
    })
    .filter(({ score, coverage }) => score >= leastScore && coverage >= leastCoverage)
    .toSorted((one, other) => other.score - one.score || (one.tool.name < other.tool.name ? -1 : 1))
}
