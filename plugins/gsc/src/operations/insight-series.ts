import { defineOperation, Type } from '@patchbay/contract'
import { compareToField, previousField, type CompareTo } from '../building/comparison.ts'
import { example } from '../building/example.ts'
import {
  common,
  cursorField,
  pagesFor,
  parametersOf,
  reportNext,
  sharedFields,
  type Context,
  type SharedInput,
} from '../building/insight.ts'
import { AggregatePeriodsResult, aggregatePeriodsFields } from '../insights/aggregate-periods.ts'
import { AnomaliesResult, anomaliesFields } from '../insights/anomalies.ts'
import { VerifyClaimResult, verifyClaimFields } from '../insights/verify-claim.ts'
import { coverageFields } from '../search/fields.ts'
import { checkRules } from '../search/rules.ts'
import { windowBefore, windowOf } from '../search/window.ts'
import { siteOf } from '../site/site-url.ts'
import aggregatePeriods from '../transforms/aggregate-periods.ts'
import anomaliesIn from '../transforms/anomalies.ts'
import verifyClaim from '../transforms/verify-claim.ts'
import { gsc } from '../vendor.ts'

const { maxRows: _maxRows, ...withoutRows } = sharedFields

const quarter = 90

const anomalies = defineOperation(gsc, {
  ...common,
  title: 'Unusual days',
  description:
    'Days whose clicks, impressions, rate or position are far from what is usual on their weekday. Looks at final data of 90 days by default; fewer than four weeks are too few to tell.',
  input: Type.Object({ ...withoutRows, ...anomaliesFields }),
  output: Type.Object({ ...coverageFields, ...AnomaliesResult.properties }),
  examples: [example('insights.anomalies', 'Clicks of the last 90 days', {})],
  async run(given) {
    const context = given as unknown as Context<SharedInput>
    const { input, config, now } = context
    checkRules({ ...input, dimensions: ['date'] })
    const window = windowOf(input, now, undefined, quarter)
    const final = windowOf({}, now)
    const rows = await pagesFor(context, ['date'], window)
    const answer = await context.transform(anomaliesIn, {
      rows,
      dimensions: ['date'],
      startDate: window.startDate,
      endDate: window.endDate < final.endDate ? window.endDate : final.endDate,
      ...parametersOf(input, anomaliesFields),
    })
    return { siteUrl: siteOf(input, config), ...window, ...answer }
  },
})

const year = 364

const periods = defineOperation(gsc, {
  ...common,
  title: 'Search analytics by week or month',
  description:
    'Weeks (from Monday) or months, which Google does not have itself, added up from days and weighted by impressions. Periods that the window has only a part of are marked as not complete.',
  input: Type.Object({
    ...sharedFields,
    by: Type.Optional(
      Type.Unsafe<'query' | 'page' | 'country' | 'device'>({
        type: 'string',
        enum: ['query', 'page', 'country', 'device'],
        description: 'What rows of a period are told apart by. Default: nothing.',
      }),
    ),
    ...aggregatePeriodsFields,
    ...cursorField,
  }),
  output: Type.Object({ ...coverageFields, ...AggregatePeriodsResult.properties }),
  examples: [example('search-analytics.periods', 'By week', { days: 28 })],
  async run(given) {
    const context = given as unknown as Context<
      SharedInput & { readonly by?: 'query' | 'page' | 'country' | 'device' }
    >
    const { input, config, now } = context
    const dimensions = input.by === undefined ? (['date'] as const) : (['date', input.by] as const)
    checkRules({ ...input, dimensions })
    const window = windowOf(input, now, undefined, year)
    const rows = await pagesFor(context, dimensions, window)
    const answer = await context.transform(aggregatePeriods, {
      rows,
      dimensions,
      ...window,
      offset: Number(input.cursor ?? 0),
      ...parametersOf(input, aggregatePeriodsFields),
    })
    reportNext(context, answer)
    return { siteUrl: siteOf(input, config), ...window, ...answer }
  },
})

const claim = defineOperation(gsc, {
  ...common,
  title: 'Verify a claim',
  description:
    'Holds a number that somebody said or a model wrote against the data: "clicks fell by 20 %", "the guide has 400 clicks". Narrow it by filters to what the claim is about.',
  input: Type.Object({
    ...withoutRows,
    ...compareToField,
    expected: Type.Number({ description: 'The number that was claimed; of a relative change, 0.2 is 20 %.' }),
    ...verifyClaimFields,
  }),
  output: Type.Object({ ...coverageFields, ...previousField, ...VerifyClaimResult.properties }),
  examples: [
    example('insights.verify_claim', 'That clicks did not change', {
      about: 'relative_change',
      expected: 0,
      tolerance: 0,
      absoluteTolerance: 0.05,
    }),
  ],
  async run(given) {
    const context = given as unknown as Context<
      SharedInput & { readonly compareTo?: CompareTo; readonly expected: number }
    >
    const { input, config, now } = context
    checkRules({ ...input, dimensions: [] })
    const window = windowOf(input, now)
    const previous = windowBefore(window, input.compareTo ?? 'same_weekdays')
    const answer = await context.transform(verifyClaim, {
      rows: await pagesFor(context, [], window),
      previous: await pagesFor(context, [], previous),
      expected: input.expected,
      ...parametersOf(input, verifyClaimFields),
    })
    return { siteUrl: siteOf(input, config), ...window, previous, ...answer }
  },
})

export const series = {
  'insights.anomalies': anomalies,
  'search-analytics.periods': periods,
  'insights.verify_claim': claim,
}
