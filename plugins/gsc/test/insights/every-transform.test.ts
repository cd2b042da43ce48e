import { readdirSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import type { TSchema } from '@patchbay/contract'
import t from 'tap'
import { AggregatePeriodsResult } from '../../src/insights/aggregate-periods.ts'
import { AlertsResult } from '../../src/insights/alerts.ts'
import { AnomaliesResult } from '../../src/insights/anomalies.ts'
import { BrandSplitResult } from '../../src/insights/brand-split.ts'
import { CannibalizationResult } from '../../src/insights/cannibalization.ts'
import { CompareResult } from '../../src/insights/compare.ts'
import { ContentDecayResult } from '../../src/insights/content-decay.ts'
import { ContentGapsResult } from '../../src/insights/content-gaps.ts'
import { CtrOpportunitiesResult } from '../../src/insights/ctr-opportunities.ts'
import { GenaiQueriesResult } from '../../src/insights/genai-queries.ts'
import { LostQueriesResult } from '../../src/insights/lost-queries.ts'
import { NewQueriesResult } from '../../src/insights/new-queries.ts'
import { QuickWinsResult } from '../../src/insights/quick-wins.ts'
import { ReportResult } from '../../src/insights/report-result.ts'
import type { Dimension, Row } from '../../src/insights/row.ts'
import { StrikingDistanceResult } from '../../src/insights/striking-distance.ts'
import { TopicClustersResult } from '../../src/insights/topic-clusters.ts'
import { TrafficDropsResult } from '../../src/insights/traffic-drops.ts'
import { VerifyClaimResult } from '../../src/insights/verify-claim.ts'
import aggregatePeriods from '../../src/transforms/aggregate-periods.ts'
import alerts from '../../src/transforms/alerts.ts'
import anomalies from '../../src/transforms/anomalies.ts'
import brandSplit from '../../src/transforms/brand-split.ts'
import cannibalization from '../../src/transforms/cannibalization.ts'
import compare from '../../src/transforms/compare.ts'
import contentDecay from '../../src/transforms/content-decay.ts'
import contentGaps from '../../src/transforms/content-gaps.ts'
import ctrOpportunities from '../../src/transforms/ctr-opportunities.ts'
import genaiQueries from '../../src/transforms/genai-queries.ts'
import lostQueries from '../../src/transforms/lost-queries.ts'
import newQueries from '../../src/transforms/new-queries.ts'
import quickWins from '../../src/transforms/quick-wins.ts'
import report from '../../src/transforms/report.ts'
import strikingDistance from '../../src/transforms/striking-distance.ts'
import topicClusters from '../../src/transforms/topic-clusters.ts'
import trafficDrops from '../../src/transforms/traffic-drops.ts'
import verifyClaim from '../../src/transforms/verify-claim.ts'
import { anyRows, daysFrom, misfits, shuffled } from './support.ts'

/** Rows of three periods, each by day, query and page. */
interface Given {
  readonly first: readonly Row[]
  readonly second: readonly Row[]
  readonly third: readonly Row[]
}

const dimensions: readonly Dimension[] = ['date', 'query', 'page']
const days = daysFrom('2026-08-01', 60)
const span = { startDate: '2026-08-01', endDate: '2026-09-29' }

const keysFrom =
  (queries: number, pages: number) =>
  (upTo: (most: number) => number): string[] => {
    const query = upTo(4) === 0 ? `how do i grow fern ${upTo(queries)}` : `fern ${upTo(queries)}`
    const page = `https://fernhill.example/${['', 'blog/', 'shop/'][upTo(2)]}${upTo(pages)}`
    return [days[upTo(days.length - 1)] ?? '', query, page]
  }

/** Each transform with its schema, over the same rows. A page is asked for where there can be many rows. */
const cases: Record<
  string,
  readonly [TSchema, (given: Given, page: { offset?: number; limit?: number }) => object]
> = {
  'aggregate-periods': [
    AggregatePeriodsResult,
    ({ third: rows }, page) => aggregatePeriods.run({ rows, dimensions, ...page }),
  ],
  alerts: [
    AlertsResult,
    ({ third: current, second: previous }, page) => alerts.run({ current, previous, dimensions, ...page }),
  ],
  anomalies: [AnomaliesResult, ({ third: rows }) => anomalies.run({ rows, dimensions })],
  'brand-split': [
    BrandSplitResult,
    ({ third: rows }) =>
      brandSplit.run({
        rows,
        dimensions,
        brandTerms: ['7', 'fern 1'],
        totals: { clicks: 1, impressions: 2 },
      }),
  ],
  cannibalization: [
    CannibalizationResult,
    ({ third: rows }, page) => cannibalization.run({ rows, dimensions, minShare: 0.05, ...page }),
  ],
  compare: [
    CompareResult,
    ({ third: current, second: previous }, page) => compare.run({ current, previous, dimensions, ...page }),
  ],
  'content-decay': [
    ContentDecayResult,
    ({ first, second, third }, page) =>
      contentDecay.run({ windows: [first, second, third], dimensions, minClicks: 1, ...page }),
  ],
  'content-gaps': [
    ContentGapsResult,
    ({ third: rows }, page) => contentGaps.run({ rows, dimensions, ...page }),
  ],
  'ctr-opportunities': [
    CtrOpportunitiesResult,
    ({ third: rows }, page) => ctrOpportunities.run({ rows, dimensions, ...page }),
  ],
  'genai-queries': [
    GenaiQueriesResult,
    ({ third: rows }, page) => genaiQueries.run({ rows, dimensions, ...page }),
  ],
  'lost-queries': [
    LostQueriesResult,
    ({ third: current, second: previous }, page) =>
      lostQueries.run({ current, previous, dimensions, ...page }),
  ],
  'new-queries': [
    NewQueriesResult,
    ({ third: current, second: previous }, page) =>
      newQueries.run({ current, previous, dimensions, ...page }),
  ],
  'quick-wins': [QuickWinsResult, ({ third: rows }, page) => quickWins.run({ rows, dimensions, ...page })],
  report: [
    ReportResult,
    ({ third, second }) =>
      report.run({
        siteUrl: 'https://fernhill.example/',
        current: { ...span, rows: third },
        previous: { ...span, rows: second },
        movers: [{ current: third, previous: second, dimensions }],
        quickWins: { rows: third, dimensions },
      }),
  ],
  'striking-distance': [
    StrikingDistanceResult,
    ({ third: rows }, page) => strikingDistance.run({ rows, dimensions, ...page }),
  ],
  'topic-clusters': [
    TopicClustersResult,
    ({ third: rows }, page) =>
      topicClusters.run({
        rows,
        dimensions,
        rules: [
          { name: 'blog', prefix: '/blog' },
          { name: 'five', contains: '5' },
        ],
        ...page,
      }),
  ],
  'traffic-drops': [
    TrafficDropsResult,
    ({ third: current, second: previous }, page) =>
      trafficDrops.run({ current, previous, dimensions, ...page }),
  ],
  'verify-claim': [VerifyClaimResult, ({ third: rows }) => verifyClaim.run({ rows, expected: 100 })],
}

const givenOf = (seed: number, count: number, queries: number, pages: number): Given => {
  const rows = (which: number) => anyRows(seed * 3 + which, count, keysFrom(queries, pages))
  return { first: rows(0), second: rows(1), third: rows(2) }
}

const listOf = (answer: object): unknown[] | undefined =>
  'rows' in answer && Array.isArray(answer.rows) ? answer.rows : undefined

t.test('each transform is looked at here', async (t) => {
  // The export writes rows as they are and concludes nothing.
  const files = readdirSync(new URL('../../src/transforms/', import.meta.url)).filter(
    (file) => file !== 'encode-rows.ts',
  )
  t.strictSame(Object.keys(cases).sort(), files.map((file) => file.replace(/\.ts$/, '')).sort())
})

for (const [name, [schema, run]] of Object.entries(cases)) {
  t.test(`${name}: for any rows`, async (t) => {
    for (let seed = 1; seed <= 6; seed += 1) {
      const given = givenOf(seed, 600, 25, 8)
      const before = structuredClone(given)
      const answer = run(given, {})
      t.strictSame(misfits(schema, answer), [], 'the answer is as described, and nothing more')
      t.ok(isDeepStrictEqual(given, before), 'the rows stay as they were')
      t.ok(isDeepStrictEqual(structuredClone(answer), answer), 'the answer is plain data')
      const mixed = {
        first: shuffled(given.first, seed),
        second: shuffled(given.second, seed + 1),
        third: shuffled(given.third, seed + 2),
      }
      t.strictSame(run(mixed, {}), answer, 'the order of the rows does not matter')

      const whole = listOf(run(given, { limit: 1000 }))
      if (whole === undefined) continue
      t.ok(whole.length > 0, 'there is something to look at')
      const pages = [0, 7, 14].flatMap((offset) => listOf(run(given, { offset, limit: 7 })) ?? [])
      t.strictSame(pages, whole.slice(0, 21), 'pages follow each other')
    }
  })

  t.test(`${name}: of nothing`, async (t) => {
    const answer = run({ first: [], second: [], third: [] }, {})
    t.strictSame(misfits(schema, answer), [])
    t.strictSame(listOf(answer) ?? [], [])
  })
}

t.test('more than 100,000 rows are no trouble', async (t) => {
  const given = givenOf(9, 120_000, 60_000, 20_000)
  for (const [name, [schema, run]] of Object.entries(cases)) {
    t.strictSame(misfits(schema, run(given, {})), [], name)
  }
})
