import type { Registry } from '../../connectors/registry.ts'
import type { Toolset } from './toolset.ts'

/** A toolset that is there by itself. */
export interface BuiltInToolset extends Toolset {
  /** Names of smaller ones, each of what one noun has; they are listed nowhere else. */
  readonly parts: readonly string[]
}

/** The toolsets that follow from what is loaded, by name. */
export interface BuiltInToolsets {
  find(name: string): BuiltInToolset | undefined
  /** Without those of single nouns. */
  readonly listed: readonly BuiltInToolset[]
  /** Whether a name is for these alone, now or with another connector's version. */
  isReserved(name: string): boolean
}

/** What belongs together across connectors. Of these patterns, those count whose connector is loaded. */
const topics: readonly Toolset[] = [
  {
    name: 'seo',
    title: 'Search engine optimisation',
    description: 'How sites do in search engines, and which visits come of it.',
    patterns: [
      'gsc/*',
      'bing-wmt/*',
      'ga4/reports.landing_pages',
      'ga4/reports.traffic_by_channel',
      'ga4/reports.ai_referrals',
      'ga4/reports.top_pages',
      'shopify/redirects.*',
    ],
    effects: undefined,
  },
]

const reads = ['read'] as const

export function builtInToolsets({ loaded }: Pick<Registry, 'loaded'>): BuiltInToolsets {
  const byName = new Map<string, BuiltInToolset>()
  const add = (toolset: Toolset, parts: readonly string[] = []): BuiltInToolset => {
    const made = Object.freeze({ ...toolset, parts })
    byName.set(made.name, made)
    return made
  }
  const ids = [...new Set(loaded.map(({ host }) => host.description.id))].toSorted()
  const ofConnectors = ids.flatMap((id) => {
    const majors = loaded.filter(({ host }) => host.description.id === id)
    const title = majors[0]?.host.description.title ?? id
    const nouns = new Set(majors.flatMap(({ operations }) => [...operations.keys()].map(nounOf)))
    const all = { patterns: [`${id}/*`], effects: undefined }
    const parts = [...nouns].map((noun) =>
      add({
        name: `${id}.${noun}`,
        title: `${title}: ${noun}`,
        description: `What ${title} has for ${noun}.`,
        patterns: [`${id}/${noun}.*`],
        effects: undefined,
      }),
    )
    return [
      add({ name: id, title, description: `Everything of ${title}.`, ...all }, parts.map(nameOf)),
      add({
        name: `${id}.read`,
        title: `${title}, reads only`,
        description: `What changes nothing in ${title}.`,
        ...all,
        effects: reads,
      }),
    ]
  })
  const ofTopics = topics.flatMap((topic) => {
    const patterns = topic.patterns.filter((pattern) => ids.some((id) => pattern.startsWith(`${id}/`)))
    return patterns.length === 0 || ids.includes(topic.name) ? [] : [add({ ...topic, patterns })]
  })
  const everything = { patterns: ['*/*'], effects: undefined }
  const ofAll = [
    add({ name: 'all', title: 'Everything', description: 'Every operation.', ...everything }),
    add({
      name: 'all.read',
      title: 'Everything, reads only',
      description: 'What changes nothing anywhere.',
      ...everything,
      effects: reads,
    }),
  ]
  const starts = new Set([...ids, ...topics.map(nameOf), 'all'])
  return {
    find: (name) => byName.get(name),
    listed: [...ofAll, ...ofConnectors, ...ofTopics],
    isReserved: (name) => starts.has(name.split('.', 1)[0] ?? name),
  }
}

const nameOf = ({ name }: Toolset): string => name

const nounOf = (operation: string): string => operation.split('.', 1)[0] ?? operation
