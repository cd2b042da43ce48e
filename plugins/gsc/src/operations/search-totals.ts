import { defineOperation, Type } from '@patchbay/contract'
import { example } from '../building/example.ts'
import { measureFields, MeasuresOf } from '../insights/fields.ts'
import { WithheldSchema } from '../insights/withheld.ts'
import { scopes } from '../scopes.ts'
import {
  coverageFields,
  dataStateField,
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

const breakdowns = ['device', 'country', 'date'] as const

const Breakdown = Type.Optional(Type.Array(SearchRow))

const totals = defineOperation(gsc, {
  title: 'Totals of a property',
  description:
    'All clicks and impressions of a window, rare queries included, which rows by query leave out. Use it as the whole that shares are taken of. With `by`, the same by device, country or day; with `countWithheld`, how much Google keeps back of the queries.',
  effect: 'read',
  scopes: [scopes.read],
  input: Type.Object({
    ...siteField,
    ...windowFields,
    ...filtersField,
    ...typeField,
    ...dataStateField,
    by: Type.Optional(
      Type.Array(Type.Unsafe<(typeof breakdowns)[number]>({ type: 'string', enum: breakdowns }), {
        maxItems: 3,
        uniqueItems: true,
        description: 'What to break the totals down by, each for itself. A request for each.',
      }),
    ),
    countWithheld: Type.Optional(
      Type.Boolean({
        default: false,
        description: 'Whether to add up the queries as well, up to 25,000 of them, and say what is missing.',
      }),
    ),
  }),
  output: Type.Object({
    ...coverageFields,
    totals: MeasuresOf('Of the whole property.'),
    breakdowns: Type.Object(
      { device: Breakdown, country: Breakdown, date: Breakdown },
      { description: 'Those that were asked for.' },
    ),
    withheld: WithheldSchema,
    firstIncomplete: Type.Union([Type.String(), Type.Null()], {
      description: 'The first day whose data is incomplete; known where `by` has date.',
    }),
  }),
  cache: { ttl: '1h', staleWhileRevalidate: '6h', staleIfError: '1d', tags: ['search-analytics'] },
  timeout: '60s',
  examples: [example('search-analytics.totals', 'By device', { by: ['device'] })],
  async run({ input, config, now, ...rest }) {
    const context = { ...rest, config }
    const { filters, type, dataState, by = [], countWithheld = false } = input
    checkRules({ dimensions: [], filters, type })
    const siteUrl = siteOf(input, config)
    const window = windowOf(input, now, dataState === 'all' ? 0 : undefined)
    const wanted = { siteUrl, ...window, filters, type, dataState, rowLimit: mostRows }
    const whole = await searchOnce(context, { ...wanted, dimensions: [] })
    const [row = { clicks: 0, impressions: 0, ctr: 0 }] = whole.rows
    const found: { [B in (typeof breakdowns)[number]]?: Array<ReturnType<typeof rowOf>> } = {}
    let firstIncomplete = whole.firstIncomplete
    for (const name of by) {
      const part = await searchOnce(context, { ...wanted, dimensions: [name] })
      firstIncomplete ??= part.firstIncomplete
      found[name] = part.rows.map((one) => rowOf(one, [name]))
    }
    const queries = countWithheld
      ? await searchOnce(context, { ...wanted, dimensions: ['query'] })
      : undefined
    return {
      siteUrl,
      ...window,
      totals: {
        clicks: row.clicks,
        impressions: row.impressions,
        ctr: row.impressions === 0 ? null : row.ctr,
        position: row.position ?? null,
      },
      breakdowns: found,
      withheld:
        queries === undefined
          ? null
          : {
              clicks: row.clicks - sum(queries.rows.map(({ clicks }) => clicks)),
              impressions: row.impressions - sum(queries.rows.map(({ impressions }) => impressions)),
            },
      firstIncomplete,
    }
  },
})

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

const pageQueries = defineOperation(gsc, {
  title: 'Queries of a page',
  description: 'The queries to which one page was shown, by clicks: what people look for who find it.',
  effect: 'read',
  scopes: [scopes.read],
  input: Type.Object({
    ...siteField,
    ...windowFields,
    page: Type.String({ minLength: 1, maxLength: 2_048, description: 'Full URL of the page, exactly.' }),
    ...typeField,
    limit: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: mostRows,
        default: 100,
        description: 'Rows a page. Default: 100.',
      }),
    ),
    cursor: Type.Optional(
      Type.String({ pattern: '^[0-9]{1,9}$', description: '`meta.next` of the page before.' }),
    ),
  }),
  output: Type.Object({
    ...coverageFields,
    page: Type.String(),
    rows: Type.Array(Type.Object({ query: Type.String(), ...measureFields })),
  }),
  cache: { ttl: '1h', staleWhileRevalidate: '6h', staleIfError: '1d', tags: ['search-analytics'] },
  timeout: '60s',
  examples: [
    example('search-analytics.page_queries', 'Those of a guide', {
      page: 'https://www.fernhill.example/guides/watering-can',
      limit: 2,
    }),
  ],
  async run({ input, config, now, report, ...rest }) {
    const { page, type, limit: rowLimit = 100 } = input
    checkRules({ dimensions: ['query'], type })
    const siteUrl = siteOf(input, config)
    const window = windowOf(input, now)
    const startRow = Number(input.cursor ?? 0)
    const { rows } = await searchOnce(
      { ...rest, config },
      {
        siteUrl,
        ...window,
        dimensions: ['query'],
        filters: [{ dimension: 'page', operator: 'equals', expression: page }],
        type,
        startRow,
        rowLimit,
      },
    )
    report.next(rows.length < rowLimit ? undefined : String(startRow + rowLimit))
    return {
      siteUrl,
      ...window,
      page,
      rows: rows.map(({ keys = [], clicks, impressions, ctr, position = null }) => ({
        query: keys[0] ?? '',
        clicks,
        impressions,
        ctr,
        position,
      })),
    }
  },
})

export const searchTotals = {
  'search-analytics.totals': totals,
  'search-analytics.page_queries': pageQueries,
}
