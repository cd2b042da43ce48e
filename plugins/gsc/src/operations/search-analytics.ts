import { defineOperation, Problem, Type } from '@patchbay/contract'
import { example } from '../building/example.ts'
import { scopes } from '../scopes.ts'
import {
  coverageFields,
  dataStateField,
  DimensionName,
  filtersField,
  SearchRow,
  typeField,
  windowFields,
} from '../search/fields.ts'
import { checkRules } from '../search/rules.ts'
import { mostRows, rowOf, searchOnce } from '../search/search.ts'
import { windowOf } from '../search/window.ts'
import { siteField, siteOf } from '../site/site-url.ts'
import { gsc } from '../vendor.ts'

const cursor = Type.Optional(
  Type.String({ pattern: '^[0-9]{1,9}$', description: '`meta.next` of the page before.' }),
)

const limit = Type.Optional(
  Type.Integer({
    minimum: 1,
    maximum: mostRows,
    default: 1_000,
    description: 'Rows a page, 25,000 at most. Default: 1,000.',
  }),
)

const common = {
  effect: 'read',
  scopes: [scopes.read],
  cache: { ttl: '1h', staleWhileRevalidate: '6h', staleIfError: '1d' },
  timeout: '60s',
} as const

const incomplete = Type.Union([Type.String(), Type.Null()], {
  description: 'The first day or hour whose data is incomplete; null where all of it is whole.',
})

const query = defineOperation(gsc, {
  ...common,
  title: 'Query search analytics',
  description:
    'Clicks, impressions, click-through rate and mean position in Google, by any of query, page, country, device, date and search appearance. Rows come by clicks, or by date where date is a dimension. Google withholds rare queries, so rows by query add up to less than search-analytics.totals; it shows about 50,000 rows of a day: take search-analytics.export for all of them.',
  input: Type.Object({
    ...siteField,
    ...windowFields,
    dimensions: Type.Optional(
      Type.Array(DimensionName, {
        maxItems: 6,
        uniqueItems: true,
        description:
          'What rows are told apart by. Default: query. An empty list gives one row for all. searchAppearance only stands by itself.',
      }),
    ),
    ...filtersField,
    ...typeField,
    ...dataStateField,
    aggregationType: Type.Optional(
      Type.Unsafe<'auto' | 'byPage' | 'byProperty' | 'byNewsShowcasePanel'>({
        type: 'string',
        enum: ['auto', 'byPage', 'byProperty', 'byNewsShowcasePanel'],
        default: 'auto',
        description:
          'Whether a search that shows two pages of the property counts once or twice. Default: auto, by page where pages take part.',
      }),
    ),
    limit,
    cursor,
  }),
  output: Type.Object({
    ...coverageFields,
    rows: Type.Array(SearchRow),
    aggregationType: Type.Union([Type.String(), Type.Null()], { description: 'byPage or byProperty.' }),
    firstIncomplete: incomplete,
    isComplete: Type.Boolean({ description: 'Whether this page is the last one.' }),
  }),
  examples: [
    example('search-analytics.query', 'The two queries with most clicks in the last 28 days', { limit: 2 }),
    example('search-analytics.query', 'Clicks by day from phones in Germany', {
      dimensions: ['date'],
      filters: [
        { dimension: 'device', expression: 'MOBILE' },
        { dimension: 'country', expression: 'deu' },
      ],
      days: 7,
    }),
  ],
  async run({ input, config, now, report, ...context }) {
    const { dimensions = ['query'], cursor: given = '0', limit: rowLimit = 1_000 } = input
    checkRules({ ...input, dimensions })
    const siteUrl = siteOf(input, config)
    const isFresh = input.dataState === 'all'
    const window = windowOf(input, now, isFresh ? 0 : undefined)
    const startRow = Number(given)
    const { filters, type, dataState, aggregationType } = input
    const found = await searchOnce(
      { ...context, config },
      { siteUrl, ...window, dimensions, filters, type, dataState, aggregationType, startRow, rowLimit },
    )
    const isComplete = found.rows.length < rowLimit
    report.next(isComplete ? undefined : String(startRow + rowLimit))
    return {
      siteUrl,
      ...window,
      rows: found.rows.map((row) => rowOf(row, dimensions)),
      aggregationType: found.aggregationType,
      firstIncomplete: found.firstIncomplete,
      isComplete,
    }
  },
})

/** Hours are there for so many days. */
const hourlyDays = 10

const hourly = defineOperation(gsc, {
  ...common,
  cache: { ttl: '10m', staleIfError: '6h' },
  title: 'Search analytics by hour',
  description:
    'Clicks and impressions of each hour of the last days, ten at most, up to some hours ago. The newest hours are incomplete. Use it for what happened today or yesterday.',
  input: Type.Object({
    ...siteField,
    days: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: hourlyDays,
        default: 2,
        description: 'How many days, today in California included. Default: 2.',
      }),
    ),
    by: Type.Optional(
      Type.Unsafe<'query' | 'page' | 'country' | 'device'>({
        type: 'string',
        enum: ['query', 'page', 'country', 'device'],
        description: 'What the rows of an hour are told apart by. Default: nothing, a row an hour.',
      }),
    ),
    ...filtersField,
    ...typeField,
    limit,
    cursor,
  }),
  output: Type.Object({
    ...coverageFields,
    rows: Type.Array(SearchRow),
    firstIncomplete: incomplete,
  }),
  examples: [example('search-analytics.hourly', 'Today and yesterday', { limit: 2 })],
  async run({ input, config, now, report, ...context }) {
    const { days = 2, by, filters, type, limit: rowLimit = 1_000 } = input
    const dimensions = by === undefined ? (['hour'] as const) : (['hour', by] as const)
    checkRules({ dimensions: by === undefined ? [] : [by], filters, type })
    const siteUrl = siteOf(input, config)
    const window = windowOf({ days }, now, 0)
    const startRow = Number(input.cursor ?? 0)
    const found = await searchOnce(
      { ...context, config },
      { siteUrl, ...window, dimensions, filters, type, dataState: 'hourly_all', startRow, rowLimit },
    )
    report.next(found.rows.length < rowLimit ? undefined : String(startRow + rowLimit))
    return {
      siteUrl,
      ...window,
      rows: found.rows.map((row) => rowOf(row, dimensions)),
      firstIncomplete: found.firstIncomplete,
    }
  },
})

const appearances = defineOperation(gsc, {
  ...common,
  title: 'Search analytics by search appearance',
  description:
    'How often results looked special, such as with a review or as a video, and for one such appearance its queries or pages: Google allows no other way than to list appearances first and then to filter by one.',
  input: Type.Object({
    ...siteField,
    ...windowFields,
    ...typeField,
    appearance: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 100,
        description: 'One of those listed without this field: rows are then about what `by` says.',
      }),
    ),
    by: Type.Optional(
      Type.Unsafe<'query' | 'page' | 'country' | 'device' | 'date'>({
        type: 'string',
        enum: ['query', 'page', 'country', 'device', 'date'],
        description: 'What rows of one appearance are about. Default: page.',
      }),
    ),
    limit,
    cursor,
  }),
  output: Type.Object({ ...coverageFields, rows: Type.Array(SearchRow) }),
  examples: [example('search-analytics.search_appearance', 'All appearances', {})],
  async run({ input, config, now, report, ...context }) {
    const { appearance, by, type, limit: rowLimit = 1_000 } = input
    if (by !== undefined && appearance === undefined) {
      throw new Problem('invalid_input', {
        detail: 'Rows can only be about something else within one appearance.',
        errors: [{ path: '/appearance', message: 'is missing' }],
      })
    }
    const siteUrl = siteOf(input, config)
    const window = windowOf(input, now)
    const dimensions = [appearance === undefined ? ('searchAppearance' as const) : (by ?? 'page')]
    const filters =
      appearance === undefined ? [] : [{ dimension: 'searchAppearance' as const, expression: appearance }]
    checkRules({ dimensions, type })
    const startRow = Number(input.cursor ?? 0)
    const found = await searchOnce(
      { ...context, config },
      { siteUrl, ...window, dimensions, filters, type, startRow, rowLimit },
    )
    report.next(found.rows.length < rowLimit ? undefined : String(startRow + rowLimit))
    return { siteUrl, ...window, rows: found.rows.map((row) => rowOf(row, dimensions)) }
  },
})

export const searchAnalytics = {
  'search-analytics.query': query,
  'search-analytics.hourly': hourly,
  'search-analytics.search_appearance': appearances,
}
