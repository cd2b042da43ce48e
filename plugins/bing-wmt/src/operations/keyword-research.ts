import { defineOperation, Type } from '@patchbay/contract'
import { caching } from '../caching.ts'
import {
  about,
  Impressions,
  KeywordAnswer,
  keywordAnswer,
  keywordFields,
  keywordQuery,
  Related,
  RelatedAnswer,
  toImpressions,
  toRelated,
  WeeksAnswer,
} from '../keywords/fields.ts'
import { trendOf } from '../keywords/trend.ts'
import { reading } from '../scopes.ts'
import { windowFields, windowOf } from '../site/window.ts'
import { vendor } from '../vendor.ts'
import { path } from '../wire/answer.ts'
import { day } from '../wire/date.ts'
import { OrNull } from '../wire/fields.ts'
import { optionalPart } from '../wire/optional-part.ts'

export const research = defineOperation(vendor, {
  title: 'Research a keyword',
  description:
    'All that Bing tells about a query at once: demand over a span of days, whether it rises or falls, its best week, ' +
    'and what else people search for. Use it to choose what to write about.',
  effect: 'read',
  scopes: reading,
  input: Type.Object({
    ...keywordFields,
    ...windowFields,
    relatedLimit: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 200,
        default: 20,
        description: 'Most related keywords in the answer. Default: 20.',
      }),
    ),
  }),
  output: Type.Object({
    ...keywordAnswer,
    startDate: Type.String({ format: 'date' }),
    endDate: Type.String({ format: 'date' }),
    demand: Impressions,
    trend: OrNull(
      Type.Object({
        weeks: Type.Integer({ description: 'How many weeks Bing has.' }),
        change: OrNull(
          Type.Number(),
          'The last four weeks against the four before them: 0.1 is ten percent more. Null without enough weeks.',
        ),
        bestWeek: Type.String({ format: 'date', description: 'First day of the week with most searches.' }),
      }),
      'Null where Bing has no weeks.',
    ),
    related: OrNull(Related, 'Null where Bing gave none; `meta.warnings` says why.'),
  }),
  cache: caching.keywords,
  examples: [
    {
      title: 'A keyword',
      input: { keyword: 'compost bin', startDate: '2026-10-15', endDate: '2026-11-14', relatedLimit: 2 },
      output: {
        keyword: 'compost bin',
        country: 'us',
        language: 'en-US',
        startDate: '2026-10-15',
        endDate: '2026-11-14',
        demand: { impressions: 8525, broadImpressions: 68200 },
        trend: { weeks: 25, change: -0.025, bestWeek: '2026-11-07' },
        related: [
          { keyword: 'best compost bin', impressions: 3875, broadImpressions: 31000 },
          { keyword: 'compost bin ideas', impressions: 3596, broadImpressions: 10788 },
        ],
      },
    },
  ],
  async run({ input, http, report, now }) {
    const window = windowOf(input, now)
    const query = keywordQuery(input)
    const [demand, weeks, related] = await Promise.all([
      http.get(path('GetKeyword'), { query: { ...query, ...window }, response: KeywordAnswer }),
      optionalPart(http.get(path('GetKeywordStats'), { query, response: WeeksAnswer }), {
        report,
        code: 'trend_unavailable',
        path: '/trend',
      }),
      optionalPart(
        http.get(path('GetRelatedKeywords'), { query: { ...query, ...window }, response: RelatedAnswer }),
        { report, code: 'related_unavailable', path: '/related' },
      ),
    ])
    const numbers = (weeks?.body.d ?? []).flatMap(({ Date: date, Impressions: impressions }) => {
      const first = day(date)
      return first === null ? [] : [{ date: first, impressions }]
    })
    return {
      ...about(input),
      ...window,
      demand: toImpressions(demand.body.d),
      trend: trendOf(numbers),
      related: related && toRelated(related.body.d).slice(0, input.relatedLimit ?? 20),
    }
  },
})
