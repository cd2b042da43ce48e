import { defineOperation, Type } from '@patchbay/contract'
import { caching } from '../caching.ts'
import { coverageFields, trafficFields } from '../performance/fields.ts'
import { BucketsAnswer } from '../performance/rows.ts'
import type { Measures } from '../performance/measures.ts'
import { warnOutside } from '../performance/warn-outside.ts'
import { reading } from '../scopes.ts'
import { siteField, siteOf } from '../site/site.ts'
import { windowFields, windowOf } from '../site/window.ts'
import aggregatePerformance from '../transforms/aggregate-performance.ts'
import { vendor } from '../vendor.ts'
import { path } from '../wire/answer.ts'

const traffic = ({ clicks, impressions, ctr }: Measures) => ({ clicks, impressions, ctr })

export const timeseries = defineOperation(vendor, {
  title: 'Daily traffic',
  description:
    'Clicks and impressions of a site in Bing day by day, over all kinds of search, or of one search ' +
    'query. Use it for trends. Bing keeps days for the top queries of a site only; for others ' +
    'performance.query with dimensions=date and `query` has weeks. A day that Bing does not report is left ' +
    'out, not zero.',
  effect: 'read',
  scopes: reading,
  input: Type.Object({
    ...siteField,
    ...windowFields,
    query: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 2048,
        description: 'Only this search query, exactly. Default: the whole site.',
      }),
    ),
  }),
  output: Type.Object({
    ...coverageFields,
    rows: Type.Array(Type.Object({ date: Type.String({ format: 'date' }), ...trafficFields })),
    totals: Type.Object(trafficFields),
  }),
  cache: caching.reports,
  timeout: '60s',
  examples: [
    {
      title: 'Two days of a site',
      input: { siteUrl: 'https://www.fernhill.example/', startDate: '2026-11-09', endDate: '2026-11-10' },
      output: {
        siteUrl: 'https://www.fernhill.example/',
        startDate: '2026-11-09',
        endDate: '2026-11-10',
        dataFrom: '2026-05-22',
        dataTo: '2026-11-20',
        rows: [
          { date: '2026-11-09', clicks: 136, impressions: 967, ctr: 0.1406 },
          { date: '2026-11-10', clicks: 121, impressions: 885, ctr: 0.1367 },
        ],
        totals: { clicks: 257, impressions: 1852, ctr: 0.1388 },
      },
    },
    {
      title: 'A day of one query',
      input: {
        siteUrl: 'https://www.fernhill.example/',
        query: 'fernhill',
        startDate: '2026-11-09',
        endDate: '2026-11-09',
      },
      output: {
        siteUrl: 'https://www.fernhill.example/',
        startDate: '2026-11-09',
        endDate: '2026-11-09',
        dataFrom: '2026-05-22',
        dataTo: '2026-11-20',
        rows: [{ date: '2026-11-09', clicks: 76, impressions: 252, ctr: 0.3016 }],
        totals: { clicks: 76, impressions: 252, ctr: 0.3016 },
      },
    },
  ],
  async run(context) {
    const { input, config, http, report, now } = context
    const siteUrl = siteOf(input, config)
    const window = windowOf(input, now)
    const { query } = input
    const { body } = await http.get(
      path(query === undefined ? 'GetRankAndTrafficStats' : 'GetQueryTrafficStats'),
      { query: { siteUrl, query }, response: BucketsAnswer },
    )
    const rows = body.d ?? []
    const {
      rows: days,
      totals,
      dataFrom,
      dataTo,
    } = await context.transform(aggregatePerformance, {
      rows,
      keyedBy: null,
      dimensions: ['date'],
      window,
      filters: {},
      minImpressions: 0,
      sort: 'date',
      order: 'asc',
      offset: 0,
      limit: rows.length,
      positionScale: 1,
    })
    warnOutside(report, window, { dataFrom, dataTo })
    return {
      siteUrl,
      ...window,
      dataFrom,
      dataTo,
      rows: days.map(({ date = '', ...measures }) => ({ date, ...traffic(measures) })),
      totals: traffic(totals),
    }
  },
})
