import { Type, type Static } from '@patchbay/contract'
import { Count, measureFields, NumberOrNull, rowCountField } from './fields.ts'
import { groupRows, type Group } from './group.ts'
import { measuresOf, quotient, sumOf, type Measures } from './measures.ts'
import { ascending, compareKeys, descending } from './order.ts'
import { pageOf } from './page-of.ts'
import { limitField, settle, Whole, type Given } from './parameters.ts'
import type { Paged, RowsInput } from './row.ts'

export const topicClustersFields = {
  topPages: Whole(5, 'How many pages to show of each cluster.', { maximum: 100 }),
  ...limitField,
}

/** What a cluster has in it. */
const Contents = Type.Object({
  pages: Count('How many pages belong to it.'),
  ...measureFields,
  clicksShare: NumberOrNull('Share of the clicks of all pages, 0 to 1.'),
  topPages: Type.Array(Type.Object({ page: Type.String(), ...measureFields }), {
    description: 'The most clicks first.',
  }),
})

export const TopicClustersResult = Type.Object({
  rows: Type.Array(
    Type.Object({
      cluster: Type.String({
        description: 'The name of the rule, or the first segment of the path; / is the page at the root.',
      }),
      ...Contents.properties,
    }),
    { description: 'The most clicks first.' },
  ),
  ...rowCountField,
  unmatched: Type.Union([Contents, Type.Null()], {
    description: 'Pages that no rule fits. Null where all pages belong to a cluster.',
  }),
})

/** Which pages belong together: those whose path starts with a text, or has it anywhere. */
export type TopicRule =
  | { readonly name: string; readonly prefix: string; readonly contains?: undefined }
  | { readonly name: string; readonly contains: string; readonly prefix?: undefined }

export interface TopicClustersInput extends RowsInput, Paged, Given<typeof topicClustersFields> {
  /** The first rule that fits decides; several may share a name. Without any: the first segment of the path. */
  readonly rules?: readonly TopicRule[] | undefined
}

/** Adds up pages by the part of the site that they belong to. */
export function topicClusters(input: TopicClustersInput): Static<typeof TopicClustersResult> {
  const settings = settle(topicClustersFields, input)
  const rules = input.rules ?? []
  const pages = groupRows(input, ['page'])
  const clusters = new Map<string, Group[]>()
  const unmatched: Group[] = []
  for (const page of pages) {
    const path = pathOf(page.keys[0] ?? '')
    const name = rules.length === 0 ? firstSegmentOf(path) : rules.find((rule) => fits(rule, path))?.name
    if (name === undefined) unmatched.push(page)
    else {
      const members = clusters.get(name)
      if (members === undefined) clusters.set(name, [page])
      else members.push(page)
    }
  }
  const { clicks } = sumOf(pages)
  const rows = Array.from(clusters, ([cluster, members]) => ({
    cluster,
    members,
    measures: measuresOf(sumOf(members)),
  }))
  const page = pageOf(
    rows,
    input.offset,
    settings.limit,
    (a, b) =>
      descending(a.measures.clicks, b.measures.clicks) ||
      descending(a.measures.impressions, b.measures.impressions) ||
      ascending(a.cluster, b.cluster),
  )
  const describe = (members: readonly Group[], measures: Measures): Static<typeof Contents> => ({
    pages: members.length,
    ...measures,
    clicksShare: quotient(measures.clicks, clicks),
    topPages: topOf(members, settings.topPages),
  })
  return {
    rows: page.map(({ cluster, members, measures }) => ({ cluster, ...describe(members, measures) })),
    rowCount: rows.length,
    unmatched: unmatched.length === 0 ? null : describe(unmatched, measuresOf(sumOf(unmatched))),
  }
}

/** The path of a URL, without what follows it. Rules speak of paths, so that host and query do not matter. */
function pathOf(url: string): string {
  const path = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*(?<path>[^?#]*)/i.exec(url)?.groups?.['path'] ?? url
  return path.startsWith('/') ? path : `/${path}`
}

function firstSegmentOf(path: string): string {
  return path.split('/', 2)[1] || '/'
}

function fits({ prefix, contains }: TopicRule, path: string): boolean {
  return prefix === undefined ? path.includes(contains) : path.startsWith(prefix)
}

function topOf(pages: readonly Group[], count: number): Array<{ page: string } & Measures> {
  return pageOf(
    pages,
    0,
    count,
    (a, b) =>
      descending(a.sums.clicks, b.sums.clicks) ||
      descending(a.sums.impressions, b.sums.impressions) ||
      compareKeys(a.keys, b.keys),
  ).map(({ keys, sums }) => ({ page: keys[0] ?? '', ...measuresOf(sums) }))
}
