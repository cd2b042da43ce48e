import { Type, type Static } from '@patchbay/contract'
import { Count, measureFields, rowCountField } from './fields.ts'
import { groupRows } from './group.ts'
import { measuresOf, round, sumOf, type Measures, type Sums } from './measures.ts'
import { ascending, descending } from './order.ts'
import { pageOf } from './page-of.ts'
import { Decimal, limitField, settle, Whole, type Given } from './parameters.ts'
import type { Paged, RowsInput } from './row.ts'

export const cannibalizationFields = {
  minShare: Decimal(0.1, "Only pages with at least this share of the query's impressions.", { maximum: 1 }),
  minImpressions: Whole(50, 'Only queries with at least so many impressions on all their pages together.'),
  minPages: Whole(2, 'Only queries for which at least so many pages compete.', { minimum: 2 }),
  ...limitField,
}

const reasons = ['most_clicks', 'best_position', 'most_impressions', 'first_by_url'] as const

type Reason = (typeof reasons)[number]

export const CannibalizationResult = Type.Object({
  rows: Type.Array(
    Type.Object({
      query: Type.String(),
      ...measureFields,
      entropy: Type.Number({
        description:
          'How evenly the impressions are spread over the competing pages: 0 where one has nearly all of them, 1 ' +
          'where each has as many.',
      }),
      contestedImpressions: Type.Number({
        description: 'Impressions of the competing pages other than the suggested one.',
      }),
      suggestedPage: Type.String({ description: 'The page to keep for this query.' }),
      reason: Type.Unsafe<Reason>({
        type: 'string',
        enum: reasons,
        description:
          'Why this page: what it is ahead of the others in, the first of these that tells them apart.',
      }),
      pages: Type.Array(
        Type.Object({
          page: Type.String(),
          ...measureFields,
          share: Type.Number({ description: "Share of the query's impressions, 0 to 1." }),
        }),
        { description: 'The pages that compete, the most impressions first.' },
      ),
      otherPages: Count('Pages with a smaller share, which are not listed.'),
    }),
    { description: 'The most contested impressions first.' },
  ),
  ...rowCountField,
})

/** Rows by query and page. */
export type CannibalizationInput = RowsInput & Paged & Given<typeof cannibalizationFields>

interface Page extends Measures {
  readonly page: string
  readonly sums: Sums
}

/** Queries for which several pages of the site share the impressions, so that they may stand in each other's way. */
export function cannibalization(input: CannibalizationInput): Static<typeof CannibalizationResult> {
  const settings = settle(cannibalizationFields, input)
  const pagesOf = new Map<string, Page[]>()
  for (const { keys, sums } of groupRows(input, ['query', 'page'])) {
    const [query = '', page = ''] = keys
    const pages = pagesOf.get(query) ?? []
    pages.push({ page, sums, ...measuresOf(sums) })
    pagesOf.set(query, pages)
  }

  const found = []
  for (const [query, pages] of pagesOf) {
    if (pages.length < settings.minPages) continue
    const total = measuresOf(sumOf(pages))
    if (total.impressions === 0 || total.impressions < settings.minImpressions) continue
    const competing = pages.filter(({ impressions }) => impressions / total.impressions >= settings.minShare)
    if (competing.length < settings.minPages) continue
    competing.sort((a, b) => descending(a.impressions, b.impressions) || ascending(a.page, b.page))
    const { suggested, reason } = primaryOf(competing)
    const impressions = competing.map((page) => page.impressions)
    found.push({
      query,
      ...total,
      entropy: entropyOf(impressions),
      contestedImpressions: impressions.reduce((sum, one) => sum + one, 0) - suggested.impressions,
      suggestedPage: suggested.page,
      reason,
      pages: competing,
      otherPages: pages.length - competing.length,
    })
  }
  const page = pageOf(
    found,
    input.offset,
    settings.limit,
    (a, b) =>
      descending(a.contestedImpressions, b.contestedImpressions) ||
      descending(a.entropy, b.entropy) ||
      ascending(a.query, b.query),
  )
  return {
    rows: page.map((row) => ({
      ...row,
      pages: row.pages.map(({ page, clicks, impressions, ctr, position }) => ({
        page,
        clicks,
        impressions,
        ctr,
        position,
        share: round(impressions / row.impressions),
      })),
    })),
    rowCount: found.length,
  }
}

const preferences: ReadonlyArray<readonly [Reason, (a: Page, b: Page) => number]> = [
  ['most_clicks', (a, b) => descending(a.clicks, b.clicks)],
  ['best_position', (a, b) => ascending(a.position, b.position)],
  ['most_impressions', (a, b) => descending(a.impressions, b.impressions)],
  ['first_by_url', (a, b) => ascending(a.page, b.page)],
]

/** The page that comes first, and what it has ahead of the second. */
function primaryOf(pages: readonly Page[]): { suggested: Page; reason: Reason } {
  const prefer = (a: Page, b: Page): number =>
    preferences.reduce((order, [, compare]) => order || compare(a, b), 0)
  const [first, second] = pages.toSorted(prefer)
  if (first === undefined || second === undefined) throw new RangeError('A choice takes two pages.')
  const [reason] = preferences.find(([, compare]) => compare(first, second) !== 0) ?? ['first_by_url']
  return { suggested: first, reason }
}

/** Shannon's entropy of the shares, divided by the most that it can be for so many of them. */
function entropyOf(parts: readonly number[]): number {
  const total = parts.reduce((sum, part) => sum + part, 0)
  let entropy = 0
  for (const part of parts) {
    if (part > 0) entropy -= (part / total) * Math.log(part / total)
  }
  return Math.min(1, round(entropy / Math.log(parts.length)))
}
