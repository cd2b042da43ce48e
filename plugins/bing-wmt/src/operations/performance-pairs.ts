import { defineOperation, Problem, Type } from '@patchbay/contract'
import { caching } from '../caching.ts'
import { measureFields } from '../performance/fields.ts'
import { Order } from '../performance/inputs.ts'
import { KeyedAnswer } from '../performance/rows.ts'
import { reading } from '../scopes.ts'
import { pageInSite, siteAnswer, siteField, siteOf } from '../site/site.ts'
import { windowFields, windowOf } from '../site/window.ts'
import aggregatePerformance from '../transforms/aggregate-performance.ts'
import pairPerformance from '../transforms/pair-performance.ts'
import { vendor } from '../vendor.ts'
import { path } from '../wire/answer.ts'
import { PageUrl } from '../wire/fields.ts'

const mostPages = 25

export const pairs = defineOperation(vendor, {
  title: 'Queries by page',
  description:
    'Which search queries lead to which pages of a site in Bing, over a span of days. Bing has no such table, so this ' +
    'reads the table of each page, one request each: of the pages named, or of the pages with most clicks. For a ' +
    'single page or query performance.query is quicker.',
  effect: 'read',
  scopes: reading,
  input: Type.Object({
    ...siteField,
    ...windowFields,
    pages: Type.Optional(
      Type.Array(PageUrl('A full URL.'), {
        minItems: 1,
        maxItems: mostPages,
        uniqueItems: true,
        description: 'The pages to read. Default: those with most clicks in the window.',
      }),
    ),
    topPages: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: mostPages,
        default: 10,
        description: 'How many of the pages with most clicks to read, where none are named. Default: 10.',
      }),
    ),
    queryContains: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 2048,
        description: 'Only queries that contain this, whatever their case.',
      }),
    ),
    minImpressions: Type.Optional(
      Type.Integer({ minimum: 0, default: 0, description: 'Only pairs with at least so many impressions.' }),
    ),
    sort: Type.Optional(
      Type.Union(
        [Type.Literal('clicks'), Type.Literal('impressions'), Type.Literal('ctr'), Type.Literal('position')],
        { default: 'clicks', description: 'Default: clicks.' },
      ),
    ),
    order: Order('Default: asc for position, desc for the others.'),
    limit: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1000,
        default: 100,
        description: 'Most rows in the answer. Default: 100.',
      }),
    ),
  }),
  output: Type.Object({
    ...siteAnswer,
    startDate: Type.String({ format: 'date' }),
    endDate: Type.String({ format: 'date' }),
    pages: Type.Array(Type.String(), { description: 'The pages whose queries were read.' }),
    missing: Type.Array(Type.String(), {
      description: 'Pages whose queries Bing did not give; see `meta.warnings`.',
    }),
    rows: Type.Array(Type.Object({ query: Type.String(), page: Type.String(), ...measureFields })),
    rowCount: Type.Integer({ minimum: 0, description: 'Pairs in all, of which `rows` has the first.' }),
    totals: Type.Object(measureFields, { description: 'Of all pairs.' }),
  }),
  cache: caching.reports,
  timeout: '2m',
  examples: [
    {
      title: 'The best two queries of a page',
      input: {
        siteUrl: 'https://www.fernhill.example/',
        pages: ['https://www.fernhill.example/shop/compost-bin/'],
        startDate: '2026-10-18',
        endDate: '2026-11-14',
        limit: 2,
      },
      output: {
        siteUrl: 'https://www.fernhill.example/',
        startDate: '2026-10-18',
        endDate: '2026-11-14',
        pages: ['https://www.fernhill.example/shop/compost-bin/'],
        missing: [],
        rows: [
          {
            query: 'buy compost bin',
            page: 'https://www.fernhill.example/shop/compost-bin/',
            clicks: 4,
            impressions: 404,
            ctr: 0.0099,
            position: 12,
            clickPosition: 11.5,
          },
          {
            query: 'best compost bin',
            page: 'https://www.fernhill.example/shop/compost-bin/',
            clicks: 2,
            impressions: 234,
            ctr: 0.0085,
            position: 16,
            clickPosition: 15,
          },
        ],
        rowCount: 4,
        totals: { clicks: 8, impressions: 867, ctr: 0.0092, position: 12.6055, clickPosition: 11.625 },
      },
    },
  ],
  async run(context) {
    const { input, config, http, report, now } = context
    const siteUrl = siteOf(input, config)
    const window = windowOf(input, now)
    const { sort = 'clicks', limit = 100, minImpressions = 0, queryContains } = input
    const positionScale = config.positionScale ?? 1
    const topPages = async (): Promise<string[]> => {
      const { body } = await http.get(path('GetPageStats'), { query: { siteUrl }, response: KeyedAnswer })
      const { rows } = await context.transform(aggregatePerformance, {
        rows: body.d ?? [],
        keyedBy: 'page',
        dimensions: ['page'],
        window,
        filters: {},
        minImpressions: 0,
        sort: 'clicks',
        order: 'desc',
        offset: 0,
        limit: input.topPages ?? 10,
        positionScale,
      })
      return rows.flatMap(({ page }) => page ?? [])
    }
    const wanted =
      input.pages?.map((page, index) => pageInSite(siteUrl, page, `pages/${index}`)) ?? (await topPages())
    const results = await Promise.allSettled(
      wanted.map(async (page) => {
        const query = { siteUrl, page }
        const { body } = await http.get(path('GetPageQueryStats'), { query, response: KeyedAnswer })
        return { page, rows: body.d ?? [] }
      }),
    )
    const tables = results.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
    const failures = results.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []))
    const [failure] = failures
    if (failure !== undefined) {
      // Where nothing was read, or the fault is our own, there is no part to give.
      if (tables.length === 0 || !Problem.is(failure)) throw failure
      report.partial()
      report.warning({
        code: failure.code,
        path: '/missing',
        message: `Bing did not give the queries of ${failures.length} pages: ${failure.message}`,
      })
    }
    const read = new Set(tables.map(({ page }) => page))
    const paired = await context.transform(pairPerformance, {
      tables,
      window,
      queryContains,
      minImpressions,
      sort,
      order: input.order ?? (sort === 'position' ? 'asc' : 'desc'),
      limit,
      positionScale,
    })
    return {
      siteUrl,
      ...window,
      pages: [...read],
      missing: wanted.filter((page) => !read.has(page)),
      ...paired,
    }
  },
})
