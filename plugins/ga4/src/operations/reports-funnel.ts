import { defineOperation, Problem, Type } from '@patchbay/contract'
import { explained } from '../errors/explain.ts'
import { costOf } from '../limits.ts'
import { PropertyId, propertyOf } from '../property.ts'
import { ask } from '../report/ask.ts'
import { Span, spanOf } from '../report/dates.ts'
import { DimensionFilter, wireFilter } from '../report/filters.ts'
import { Segments, wireSegment } from '../report/funnel-segments.ts'
import { FunnelStep, wireStep } from '../report/funnel-steps.ts'
import { TypedRow } from '../report/typed-row.ts'
import { warnOf } from '../report/warnings.ts'
import { reading } from '../scopes.ts'
import typeRows from '../transforms/type-rows.ts'
import { vendor } from '../vendor.ts'
import { Quota, quotaOf, WireQuota } from '../wire/quota.ts'
import { WireReport } from '../wire/report.ts'
import { recorded } from './recorded.ts'

const WireFunnel = Type.Object({
  funnelTable: Type.Optional(WireReport),
  funnelVisualization: Type.Optional(WireReport),
  propertyQuota: Type.Optional(WireQuota),
})

const name = (description: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength: 120, description }))
const limit = (description: string) => Type.Optional(Type.Integer({ minimum: 1, maximum: 15, description }))

export const reportsFunnel = {
  'reports.funnel': defineOperation(vendor, {
    title: 'Run a funnel',
    description:
      'How many users took some steps one after the other, and where they were lost, such as first visit, product, cart, purchase. A closed funnel counts users from the first step on; an open one lets them enter at any. Google may change this alpha method at any time.',
    effect: 'read',
    stability: 'experimental',
    scopes: reading,
    input: Type.Object({
      property: PropertyId,
      ...Span,
      steps: Type.Array(FunnelStep, {
        minItems: 1,
        maxItems: 10,
        description:
          'The steps in their order, each with `events`, with conditions (`where`), or with both: [{"name": "Cart", "events": ["add_to_cart"]}].',
      }),
      segments: Segments,
      open: Type.Optional(Type.Boolean({ description: 'Whether users may enter at any step. Default: no.' })),
      breakdown: name('Dimension by which to break down each step, such as `deviceCategory`.'),
      breakdownLimit: limit('How many of its values. Default: 5.'),
      nextAction: name(
        'Dimension whose next value tells what users did after a step, such as `eventName` or `pagePath`.',
      ),
      nextActionLimit: limit('How many of its values. Default: 5.'),
      trend: Type.Optional(Type.Boolean({ description: 'Whether `visualization` is by day. Default: no.' })),
      dimensionFilter: DimensionFilter,
    }),
    output: Type.Object({
      property: Type.String({ description: 'Id of the property.' }),
      steps: Type.Array(TypedRow, {
        description:
          'A row for each step (and `segment`, and value of the breakdown, with RESERVED_TOTAL for all): `funnelStepName`, `activeUsers`, `funnelStepCompletionRate`, `funnelStepAbandonments`, `funnelStepAbandonmentRate`; rates are 0 to 1.',
      }),
      visualization: Type.Array(TypedRow, {
        description: 'Users of each step: by day with `trend`, by `funnelStepNextAction` with `nextAction`.',
      }),
      quota: Type.Optional(Quota),
    }),
    cost: costOf.funnel,
    cache: { ttl: '15m', staleIfError: '1d' },
    timeout: '60s',
    examples: [
      {
        title: 'From an item to the purchase',
        input: {
          startDate: '2026-10-01',
          endDate: '2026-10-07',
          steps: [
            { name: 'Item', events: ['view_item'] },
            { name: 'Cart', events: ['add_to_cart'], withinSeconds: 3_600 },
            { name: 'Purchase', events: ['purchase'] },
          ],
        },
        output: recorded('reports.funnel'),
      },
      {
        title: 'Phones beside desktops, and large purchases',
        input: {
          startDate: '2026-10-01',
          endDate: '2026-10-14',
          steps: [
            { name: 'Guide', where: [{ field: 'pagePath', operator: 'begins_with', value: '/guides/' }] },
            {
              name: 'Large purchase',
              events: ['purchase'],
              parameters: [{ field: 'value', operator: 'at_least', value: 50 }],
            },
          ],
          segments: [
            { name: 'Phones', of: 'sessions', where: [{ field: 'deviceCategory', value: 'mobile' }] },
            { name: 'Desktops', of: 'sessions', where: [{ field: 'deviceCategory', value: 'desktop' }] },
          ],
        },
        output: recorded('reports.funnel', 1),
      },
    ],
    async run(context) {
      const { input, config, report, transform } = context
      const empty = input.steps.findIndex(
        ({ events, parameters, where }) =>
          events === undefined && parameters === undefined && where === undefined,
      )
      if (empty !== -1)
        throw new Problem('invalid_input', {
          detail: 'A step says neither which event nor which condition takes it.',
          errors: [{ path: `/steps/${empty}`, message: 'needs events, parameters or where' }],
        })
      const { breakdown, nextAction, dimensionFilter } = input
      const filter = wireFilter(dimensionFilter, 'dimensionFilter')
      const property = propertyOf(input, config)
      const json = {
        dateRanges: [spanOf(input)],
        funnel: { isOpenFunnel: input.open === true, steps: input.steps.map(wireStep) },
        ...(breakdown === undefined
          ? {}
          : {
              funnelBreakdown: {
                breakdownDimension: { name: breakdown },
                limit: String(input.breakdownLimit ?? 5),
              },
            }),
        ...(nextAction === undefined
          ? {}
          : {
              funnelNextAction: {
                nextActionDimension: { name: nextAction },
                limit: String(input.nextActionLimit ?? 5),
              },
            }),
        ...(input.segments === undefined ? {} : { segments: input.segments.map(wireSegment) }),
        funnelVisualizationType: input.trend === true ? 'TRENDED_FUNNEL' : 'STANDARD_FUNNEL',
        ...(filter === undefined ? {} : { dimensionFilter: filter }),
        returnPropertyQuota: true,
      }
      const answer = await explained(
        { dimensions: [], metrics: [] },
        ask(context, {
          property,
          method: 'runFunnelReport',
          json,
          response: WireFunnel,
          version: 'v1alpha',
          category: 'funnel',
        }),
      )
      const rowsOf = ({ dimensionHeaders = [], metricHeaders = [], rows = [] }: typeof WireReport.static) =>
        transform(typeRows, {
          dimensions: dimensionHeaders.map((header) => header.name),
          metrics: metricHeaders.map((header) => header.name),
          rows,
        })
      const { funnelTable = {}, funnelVisualization = {} } = answer
      const steps = await rowsOf(funnelTable)
      warnOf(report, { metadata: funnelTable.metadata, rowCount: steps.length })
      const quota = quotaOf(answer.propertyQuota)
      return {
        property,
        steps,
        visualization: await rowsOf(funnelVisualization),
        ...(quota === undefined ? {} : { quota }),
      }
    },
  }),
}
