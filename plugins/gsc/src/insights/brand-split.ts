import { Type, type Static } from '@patchbay/contract'
import { Count, measureFields, NumberOrNull } from './fields.ts'
import { groupRows, type Group } from './group.ts'
import { measuresOf, quotient, sumOf, type Measures } from './measures.ts'
import { compareKeys, descending } from './order.ts'
import { pageOf } from './page-of.ts'
import { Choice, settle, Whole, type Given } from './parameters.ts'
import type { RowsInput } from './row.ts'
import { withheldOf, WithheldSchema, type PropertyTotals } from './withheld.ts'
import { simplify, wordsOf } from './words.ts'

export const brandSplitFields = {
  match: Choice(
    ['contains', 'words'],
    'contains',
    'contains: a term may stand anywhere in the query, also within a word, as in "fernhillshop". words: only as ' +
      'whole words, which suits short terms.',
  ),
  topQueries: Whole(10, 'How many queries to show of each side.', { maximum: 100 }),
}

const Side = (description: string) =>
  Type.Object(
    {
      ...measureFields,
      queries: Count('How many queries there are.'),
      clicksShare: NumberOrNull('Share of the clicks of all rows, 0 to 1.'),
      impressionsShare: NumberOrNull('Share of the impressions of all rows, 0 to 1.'),
      topQueries: Type.Array(Type.Object({ query: Type.String(), ...measureFields }), {
        description: 'The most clicks first. Tells whether the terms are well chosen.',
      }),
    },
    { description },
  )

export const BrandSplitResult = Type.Object({
  brand: Side('Queries with a term of the brand.'),
  nonBrand: Side('All others that Google shows.'),
  withheld: WithheldSchema,
})

export interface BrandSplitInput extends RowsInput, Given<typeof brandSplitFields> {
  /** Names, products and misspellings. Case and accents do not matter. They are plain text, no patterns. */
  readonly brandTerms: readonly string[]
  /** Of the same period without any dimension. */
  readonly totals?: PropertyTotals | null | undefined
}

/** Parts queries into those of people who know the brand and those of others. Withheld queries are neither. */
export function brandSplit(input: BrandSplitInput): Static<typeof BrandSplitResult> {
  const settings = settle(brandSplitFields, input)
  const isBrand = matcherOf(input.brandTerms, settings.match)
  const all = groupRows(input, ['query'])
  const brand: Group[] = []
  const nonBrand: Group[] = []
  for (const group of all) (isBrand(group.keys[0] ?? '') ? brand : nonBrand).push(group)
  const total = sumOf(all)
  const sideOf = (groups: readonly Group[]): Static<ReturnType<typeof Side>> => {
    const measures = measuresOf(sumOf(groups))
    return {
      ...measures,
      queries: groups.length,
      clicksShare: quotient(measures.clicks, total.clicks),
      impressionsShare: quotient(measures.impressions, total.impressions),
      topQueries: topOf(groups, settings.topQueries),
    }
  }
  return {
    brand: sideOf(brand),
    nonBrand: sideOf(nonBrand),
    withheld: withheldOf(input.totals, total),
  }
}

function matcherOf(terms: readonly string[], match: 'contains' | 'words'): (query: string) => boolean {
  if (match === 'contains') {
    const parts = terms.map(simplify).filter((term) => term !== '')
    return (query) => {
      const text = simplify(query)
      return parts.some((part) => text.includes(part))
    }
  }
  // A blank on either side of each word makes a search for text one for words.
  const spaced = (text: string): string => ` ${wordsOf(simplify(text)).join(' ')} `
  const parts = terms.map(spaced).filter((term) => term.trim() !== '')
  return (query) => {
    const text = spaced(query)
    return parts.some((part) => text.includes(part))
  }
}

function topOf(groups: readonly Group[], count: number): Array<{ query: string } & Measures> {
  return pageOf(
    groups,
    0,
    count,
    (a, b) =>
      descending(a.sums.clicks, b.sums.clicks) ||
      descending(a.sums.impressions, b.sums.impressions) ||
      compareKeys(a.keys, b.keys),
  ).map(({ keys, sums }) => ({ query: keys[0] ?? '', ...measuresOf(sums) }))
}
