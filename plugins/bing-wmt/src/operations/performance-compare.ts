import { defineOperation, Type } from '@patchbay/contract'
import { caching } from '../caching.ts'
import { coverageFields, measureFields } from '../performance/fields.ts'
import { filterFields, Order, rowPageFields } from '../performance/inputs.ts'
import { BucketsAnswer, KeyedAnswer } from '../performance/rows.ts'
import { chooseTable } from '../performance/table.ts'
import { warnOutside } from '../performance/warn-outside.ts'
import { reading } from '../scopes.ts'
import { siteField, siteOf } from '../site/site.ts'
import { windowBefore, windowFields, windowOf } from '../site/window.ts'
import comparePerformance from '../transforms/compare-performance.ts'
import { vendor } from '../vendor.ts'
import { path } from '../wire/answer.ts'
import { OrNull } from '../wire/fields.ts'

const Comparison = {
  before: Type.Object(measureFields, { description: 'In the window before.' }),
  after: Type.Object(measureFields, { description: 'In the window from startDate to endDate.' }),
  change: Type.Object(
    {
      clicks: Type.Number(),
      impressions: Type.Number(),
      ctr: OrNull(Type.Number(), 'Null where one window has no impressions.'),
      position: OrNull(Type.Number(), 'Negative is better. Null where one window has none.'),
    },
    { description: 'After less before.' },
  ),
}

export const compare = defineOperation(vendor, {
  title: 'Compare search performance',
  description:
    'Sets the queries or pages of a site in Bing in two spans of days side by side: what has gained, what has lost, ' +
    'what is new or gone. By default the greatest losses of clicks come first; order=desc shows the gains. Bing ' +
    'counts in weeks here, so compare windows of whole weeks and the same length.',
  effect: 'read',
  scopes: reading,
  input: Type.Object({
    ...siteField,
    dimension: Type.Optional(
      Type.Union([Type.Literal('query'), Type.Literal('page')], {
        default: 'query',
        description: 'What one row is about. Default: query.',
      }),
    ),
    ...windowFields,
    previousStartDate: Type.Optional(
      Type.String({
        format: 'date',
        description:
          'First day of the window before, inclusive. Default: so that both windows are of one length.',
      }),
    ),
    previousEndDate: Type.Optional(
      Type.String({
        format: 'date',
        description: 'Last day of the window before, inclusive. Default: the day before startDate.',
      }),
    ),
    ...filterFields,
    sort: Type.Optional(
      Type.Union(
        [Type.Literal('clicks'), Type.Literal('impressions'), Type.Literal('ctr'), Type.Literal('position')],
        { default: 'clicks', description: 'By the change of what. Default: clicks.' },
      ),
    ),
    order: Order('Default: asc, the greatest losses first; for position desc, which is the same.'),
    ...rowPageFields,
  }),
  output: Type.Object({
    ...coverageFields,
    previousStartDate: Type.String({ format: 'date' }),
    previousEndDate: Type.String({ format: 'date' }),
    rows: Type.Array(
      Type.Object({
        query: Type.Optional(Type.String()),
        page: Type.Optional(Type.String()),
        presence: Type.Union([Type.Literal('both'), Type.Literal('new'), Type.Literal('lost')], {
          description: 'Whether Bing showed it in both windows, only after, or only before.',
        }),
        ...Comparison,
      }),
    ),
    rowCount: Type.Integer({ minimum: 0, description: 'Rows on all pages together.' }),
    totals: Type.Object(Comparison, { description: 'Of all rows on all pages.' }),
  }),
  cache: caching.reports,
  timeout: '60s',
  examples: [
    {
      title: 'The query that has lost most clicks',
      input: {
        siteUrl: 'https://www.fernhill.example/',
        startDate: '2026-10-18',
        endDate: '2026-11-14',
        limit: 1,
      },
      output: {
        siteUrl: 'https://www.fernhill.example/',
        startDate: '2026-10-18',
        endDate: '2026-11-14',
        previousStartDate: '2026-09-20',
        previousEndDate: '2026-10-17',
        rows: [
          {
            query: 'fernhill',
            presence: 'both',
            before: { clicks: 3172, impressions: 10572, ctr: 0.3, position: 1, clickPosition: 1 },
            after: { clicks: 2576, impressions: 8586, ctr: 0.3, position: 1, clickPosition: 1 },
            change: { clicks: -596, impressions: -1986, ctr: 0, position: 0 },
          },
        ],
        rowCount: 60,
        totals: {
          before: { clicks: 4793, impressions: 33322, ctr: 0.1438, position: 6.803, clickPosition: 1.6428 },
          after: { clicks: 3893, impressions: 27727, ctr: 0.1404, position: 6.9087, clickPosition: 1.6198 },
          change: { clicks: -900, impressions: -5595, ctr: -0.0034, position: 0.1057 },
        },
        dataFrom: '2026-05-16',
        dataTo: '2026-11-14',
      },
    },
  ],
  async run(context) {
    const { input, config, http, report, now } = context
    const siteUrl = siteOf(input, config)
    const after = windowOf(input, now)
    const before = windowBefore(after, input)
    const { dimension = 'query', sort = 'clicks', limit = 100 } = input
    const { query, queryContains, page, pageContains } = input
    const filters = { query, queryContains, page, pageContains }
    const table = chooseTable([dimension], filters)
    const { body } = await http.get(path(table.method), {
      query: { siteUrl, ...table.parameters },
      response: table.keyedBy === null ? BucketsAnswer : KeyedAnswer,
    })
    const offset = Number(input.cursor ?? 0)
    const answer = await context.transform(comparePerformance, {
      rows: body.d ?? [],
      dimension,
      filters,
      before,
      after,
      minImpressions: input.minImpressions ?? 0,
      sort,
      order: input.order ?? (sort === 'position' ? 'desc' : 'asc'),
      offset,
      limit,
      positionScale: config.positionScale ?? 1,
    })
    for (const window of [before, after]) warnOutside(report, window, answer)
    report.next(offset + limit < answer.rowCount ? String(offset + limit) : undefined)
    return {
      siteUrl,
      ...after,
      previousStartDate: before.startDate,
      previousEndDate: before.endDate,
      ...answer,
    }
  },
})
