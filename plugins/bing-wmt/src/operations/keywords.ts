import { defineOperation, Type } from '@patchbay/contract'
import { caching } from '../caching.ts'
import {
  about,
  impressionFields,
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
import { reading } from '../scopes.ts'
import { windowFields, windowOf } from '../site/window.ts'
import { vendor } from '../vendor.ts'
import { path } from '../wire/answer.ts'
import { day } from '../wire/date.ts'

const days = { startDate: Type.String({ format: 'date' }), endDate: Type.String({ format: 'date' }) }

export const get = defineOperation(vendor, {
  title: 'Get a keyword',
  description:
    'How often people search Bing for a query, in one country and language over a span of days, whichever sites they ' +
    'find. Use it to judge demand; performance.query is about your own site.',
  effect: 'read',
  scopes: reading,
  input: Type.Object({ ...keywordFields, ...windowFields }),
  output: Type.Object({ ...keywordAnswer, ...days, demand: Impressions }),
  cache: caching.keywords,
  examples: [
    {
      title: 'A month of a keyword',
      input: { keyword: 'compost bin', startDate: '2026-10-15', endDate: '2026-11-14' },
      output: {
        keyword: 'compost bin',
        country: 'us',
        language: 'en-US',
        startDate: '2026-10-15',
        endDate: '2026-11-14',
        demand: { impressions: 8525, broadImpressions: 68200 },
      },
    },
  ],
  async run({ input, http, now }) {
    const window = windowOf(input, now)
    const { body } = await http.get(path('GetKeyword'), {
      query: { ...keywordQuery(input), ...window },
      response: KeywordAnswer,
    })
    return { ...about(input), ...window, demand: toImpressions(body.d) }
  },
})

export const stats = defineOperation(vendor, {
  title: 'Demand of a keyword by week',
  description:
    'How often people have searched Bing for a query, week by week over about half a year. Use it for seasons and ' +
    'trends. Empty where there are too few searches.',
  effect: 'read',
  scopes: reading,
  input: Type.Object(keywordFields),
  output: Type.Object({
    ...keywordAnswer,
    weeks: Type.Array(Type.Object({ date: Type.String({ format: 'date' }), ...impressionFields }), {
      description: 'Oldest first, each by its first day.',
    }),
  }),
  cache: caching.keywords,
  examples: [
    {
      title: 'A keyword that few search for',
      input: { keyword: 'address for returns to fernhill', country: 'GB', language: 'en-GB' },
      output: { keyword: 'address for returns to fernhill', country: 'gb', language: 'en-GB', weeks: [] },
    },
  ],
  async run({ input, http }) {
    const { body } = await http.get(path('GetKeywordStats'), {
      query: keywordQuery(input),
      response: WeeksAnswer,
    })
    const weeks = (body.d ?? []).flatMap(({ Date: date, Impressions: impressions, BroadImpressions }) => {
      const first = day(date)
      return first === null ? [] : [{ date: first, impressions, broadImpressions: BroadImpressions }]
    })
    return { ...about(input), weeks: weeks.toSorted((a, b) => (a.date < b.date ? -1 : 1)) }
  },
})

export const related = defineOperation(vendor, {
  title: 'Related keywords',
  description:
    'What else people search Bing for who search for a query, with how often, over a span of days. Use it for ideas.',
  effect: 'read',
  scopes: reading,
  input: Type.Object({ ...keywordFields, ...windowFields }),
  output: Type.Object({ ...keywordAnswer, ...days, related: Related }),
  cache: caching.keywords,
  examples: [
    {
      title: 'Around a keyword',
      input: { keyword: 'compost bin', startDate: '2026-10-15', endDate: '2026-11-14' },
      output: {
        keyword: 'compost bin',
        country: 'us',
        language: 'en-US',
        startDate: '2026-10-15',
        endDate: '2026-11-14',
        related: [
          { keyword: 'best compost bin', impressions: 3875, broadImpressions: 31000 },
          { keyword: 'compost bin ideas', impressions: 3596, broadImpressions: 10788 },
          { keyword: 'cheap compost bin', impressions: 1643, broadImpressions: 8215 },
        ],
      },
    },
  ],
  async run({ input, http, now }) {
    const window = windowOf(input, now)
    const { body } = await http.get(path('GetRelatedKeywords'), {
      query: { ...keywordQuery(input), ...window },
      response: RelatedAnswer,
    })
    return { ...about(input), ...window, related: toRelated(body.d) }
  },
})
