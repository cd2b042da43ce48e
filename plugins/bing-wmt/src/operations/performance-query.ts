import { defineOperation, Problem, Type } from '@patchbay/contract'
import { caching } from '../caching.ts'
import { coverageFields, measureFields } from '../performance/fields.ts'
import { dimensionsOf, queryInput } from '../performance/query-input.ts'
import { BucketsAnswer, KeyedAnswer } from '../performance/rows.ts'
import { chooseTable, type Dimension } from '../performance/table.ts'
import { warnOutside } from '../performance/warn-outside.ts'
import { reading } from '../scopes.ts'
import { siteOf } from '../site/site.ts'
import { windowOf } from '../site/window.ts'
import aggregatePerformance from '../transforms/aggregate-performance.ts'
import { vendor } from '../vendor.ts'
import { path } from '../wire/answer.ts'

export const query = defineOperation(vendor, {
  title: 'Query search performance',
  description:
    'Clicks, impressions, click-through rate and mean position of a site in Bing over a span of days, by ' +
    'search query, by page or over time. Use it for top queries, top pages, the queries of one page ' +
    '(`page`) or the pages of one query (`query`). By query or page Bing counts in weeks, and a week ' +
    'belongs to the window when its date does: prefer windows of whole weeks. For daily totals use ' +
    'performance.timeseries. Bing has no data by device or country.',
  effect: 'read',
  scopes: reading,
  input: queryInput,
  output: Type.Object({
    ...coverageFields,
    granularity: Type.Union([Type.Literal('day'), Type.Literal('week')], {
      description: 'The length of the buckets that the rows were made of.',
    }),
    rows: Type.Array(
      Type.Object({
        query: Type.Optional(Type.String()),
        page: Type.Optional(Type.String()),
        date: Type.Optional(Type.String({ format: 'date', description: 'First day of the bucket at Bing.' })),
        ...measureFields,
      }),
    ),
    rowCount: Type.Integer({ minimum: 0, description: 'Rows on all pages together.' }),
    totals: Type.Object(measureFields, { description: 'Of all rows on all pages.' }),
  }),
  cache: caching.reports,
  timeout: '60s',
  examples: [
    {
      title: 'The query with most clicks in the last 28 days',
      input: { siteUrl: 'https://www.fernhill.example/', limit: 1 },
      output: {
        siteUrl: 'https://www.fernhill.example/',
        startDate: '2026-10-26',
        endDate: '2026-11-22',
        dataFrom: '2026-05-16',
        dataTo: '2026-11-14',
        granularity: 'week',
        rows: [
          {
            query: 'fernhill',
            clicks: 1906,
            impressions: 6350,
            ctr: 0.3002,
            position: 1,
            clickPosition: 1,
          },
        ],
        rowCount: 60,
        totals: { clicks: 2878, impressions: 20435, ctr: 0.1408, position: 6.8859, clickPosition: 1.614 },
      },
    },
    {
      title: 'The page with most impressions',
      input: {
        siteUrl: 'https://www.fernhill.example/',
        dimensions: 'page',
        sort: 'impressions',
        limit: 1,
      },
      output: {
        siteUrl: 'https://www.fernhill.example/',
        startDate: '2026-10-26',
        endDate: '2026-11-22',
        granularity: 'week',
        rows: [
          {
            page: 'https://www.fernhill.example/',
            clicks: 2169,
            impressions: 7230,
            ctr: 0.3,
            position: 1,
            clickPosition: 1,
          },
        ],
        rowCount: 38,
        totals: { clicks: 2878, impressions: 20435, ctr: 0.1408, position: 6.8679, clickPosition: 1.6122 },
        dataFrom: '2026-05-16',
        dataTo: '2026-11-14',
      },
    },
    {
      title: 'The queries of one page',
      input: {
        siteUrl: 'https://www.fernhill.example/',
        page: 'https://www.fernhill.example/guides/compost-bin/',
      },
      output: {
        siteUrl: 'https://www.fernhill.example/',
        startDate: '2026-10-26',
        endDate: '2026-11-22',
        granularity: 'week',
        rows: [
          {
            query: 'how to use a compost bin',
            clicks: 1,
            impressions: 79,
            ctr: 0.0127,
            position: 11,
            clickPosition: 10,
          },
        ],
        rowCount: 1,
        totals: { clicks: 1, impressions: 79, ctr: 0.0127, position: 11, clickPosition: 10 },
        dataFrom: '2026-05-16',
        dataTo: '2026-11-14',
      },
    },
    {
      title: 'The pages of one query',
      input: { siteUrl: 'https://www.fernhill.example/', dimensions: 'page', query: 'compost bin' },
      output: {
        siteUrl: 'https://www.fernhill.example/',
        startDate: '2026-10-26',
        endDate: '2026-11-22',
        granularity: 'week',
        rows: [
          {
            page: 'https://www.fernhill.example/shop/compost-bin/',
            clicks: 2,
            impressions: 109,
            ctr: 0.0183,
            position: 9.3303,
            clickPosition: 8.5,
          },
          {
            page: 'https://www.fernhill.example/reviews/compost-bin/',
            clicks: 0,
            impressions: 57,
            ctr: 0,
            position: 14,
            clickPosition: null,
          },
        ],
        rowCount: 2,
        totals: { clicks: 2, impressions: 166, ctr: 0.012, position: 10.9337, clickPosition: 8.5 },
        dataFrom: '2026-05-16',
        dataTo: '2026-11-14',
      },
    },
    {
      title: 'One query on one page, week by week',
      input: {
        siteUrl: 'https://www.fernhill.example/',
        dimensions: 'date',
        query: 'compost bin',
        page: 'https://www.fernhill.example/shop/compost-bin/',
        startDate: '2026-11-01',
        endDate: '2026-11-14',
      },
      output: {
        siteUrl: 'https://www.fernhill.example/',
        startDate: '2026-11-01',
        endDate: '2026-11-14',
        granularity: 'week',
        rows: [
          { date: '2026-11-07', clicks: 1, impressions: 36, ctr: 0.0278, position: 9, clickPosition: null },
          { date: '2026-11-14', clicks: 0, impressions: 36, ctr: 0, position: 10, clickPosition: null },
        ],
        rowCount: 2,
        totals: { clicks: 1, impressions: 72, ctr: 0.0139, position: 9.5, clickPosition: null },
        dataFrom: '2026-05-16',
        dataTo: '2026-11-14',
      },
    },
  ],
  async run(context) {
    const { input, config, http, report, now } = context
    const siteUrl = siteOf(input, config)
    const window = windowOf(input, now)
    const dimensions: readonly Dimension[] = dimensionsOf[input.dimensions ?? 'query']
    const sort = input.sort ?? (input.dimensions === 'date' ? 'date' : 'clicks')
    if (sort === 'date' && !dimensions.includes('date'))
      throw new Problem('invalid_input', {
        detail: 'Rows without a date cannot be sorted by it.',
        errors: [{ path: '/sort', message: 'may be date only where dimensions has date' }],
      })
    const table = chooseTable(dimensions, input)
    const { body } = await http.get(path(table.method), {
      query: { siteUrl, ...table.parameters },
      response: table.keyedBy === null ? BucketsAnswer : KeyedAnswer,
    })
    const { query, queryContains, page, pageContains } = input
    const offset = Number(input.cursor ?? 0)
    const limit = input.limit ?? 100
    const answer = await context.transform(aggregatePerformance, {
      rows: body.d ?? [],
      keyedBy: table.keyedBy,
      dimensions,
      window,
      filters: { query, queryContains, page, pageContains },
      minImpressions: input.minImpressions ?? 0,
      sort,
      order: input.order ?? (sort === 'date' || sort === 'position' ? 'asc' : 'desc'),
      offset,
      limit,
      positionScale: config.positionScale ?? 1,
    })
    warnOutside(report, window, answer)
    report.next(offset + limit < answer.rowCount ? String(offset + limit) : undefined)
    return { siteUrl, ...window, granularity: table.granularity, ...answer }
  },
})
