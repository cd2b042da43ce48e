import { Type, type Static } from '@patchbay/contract'
import { Count, measureFields, MeasuresOf, NumberOrNull, queryAndPage, rowCountField } from './fields.ts'
import { groupRows, named, presentOf } from './group.ts'
import { addSums, measuresOf, noSums, quotient } from './measures.ts'
import { compareKeys, descending } from './order.ts'
import { pageOf } from './page-of.ts'
import { limitField, settle, Whole, type Given } from './parameters.ts'
import { isQuestion } from './question-words.ts'
import type { Paged, RowsInput } from './row.ts'
import { wordsOf } from './words.ts'

export const genaiQueriesFields = {
  minWords: Whole(10, 'A query with at least so many words counts as conversational.', { minimum: 2 }),
  minQuestionWords: Whole(
    4,
    'A query that opens with a question word counts as a question if it has at least so many words.',
    { minimum: 1 },
  ),
  minImpressions: Whole(1, 'Only queries with at least so many impressions.'),
  ...limitField,
}

const signals = ['long', 'question'] as const

type Signal = (typeof signals)[number]

export const GenaiQueriesResult = Type.Object(
  {
    rows: Type.Array(
      Type.Object({
        ...queryAndPage,
        words: Count('How many words the query has.'),
        signals: Type.Array(
          Type.Unsafe<Signal>({ type: 'string', enum: signals, description: 'Why it is listed.' }),
        ),
        ...measureFields,
      }),
      { description: 'The most impressions first.' },
    ),
    ...rowCountField,
    totals: MeasuresOf('Of all rows on all pages together.'),
    clicksShare: NumberOrNull('Their share of the clicks of all rows, 0 to 1.'),
    impressionsShare: NumberOrNull('Their share of the impressions of all rows, 0 to 1.'),
  },
  {
    description:
      'A heuristic: Google does not tell which searches come from its AI features. Long queries and questions are ' +
      'typical of them, and people type such queries themselves as well. Where a language puts no blanks between words, ' +
      'only questions are found.',
  },
)

/** Rows by query, or by query and page. */
export type GenaiQueriesInput = RowsInput & Paged & Given<typeof genaiQueriesFields>

/** Queries that read as if they had been spoken to an assistant. */
export function genaiQueries(input: GenaiQueriesInput): Static<typeof GenaiQueriesResult> {
  const settings = settle(genaiQueriesFields, input)
  const by = presentOf(input.dimensions, ['query', 'page'])
  const all = noSums()
  const totals = noSums()
  const found = []
  for (const { keys, sums } of groupRows(input, by)) {
    addSums(all, sums)
    if (sums.impressions < settings.minImpressions) continue
    const [query = ''] = keys
    const words = wordsOf(query).length
    const reasons: Signal[] = []
    if (words >= settings.minWords) reasons.push('long')
    if (isQuestion(query, settings.minQuestionWords)) reasons.push('question')
    if (reasons.length === 0) continue
    addSums(totals, sums)
    found.push({ keys, words, signals: reasons, measures: measuresOf(sums) })
  }
  const page = pageOf(
    found,
    input.offset,
    settings.limit,
    (a, b) =>
      descending(a.measures.impressions, b.measures.impressions) ||
      descending(a.measures.clicks, b.measures.clicks) ||
      compareKeys(a.keys, b.keys),
  )
  return {
    rows: page.map(({ keys, measures, ...rest }) => ({ ...named(by, keys), ...rest, ...measures })),
    rowCount: found.length,
    totals: measuresOf(totals),
    clicksShare: quotient(totals.clicks, all.clicks),
    impressionsShare: quotient(totals.impressions, all.impressions),
  }
}
