import { defineOperation, Type } from '@patchbay/contract'
import { costOf } from '../limits.ts'
import { PropertyId, propertyOf } from '../property.ts'
import { Span, spanOf } from '../report/dates.ts'
import { DimensionFilter } from '../report/filters.ts'
import { wireReport } from '../report/request.ts'
import { runReport } from '../report/run.ts'
import { frameFields } from '../report/table.ts'
import { reading } from '../scopes.ts'
import { vendor } from '../vendor.ts'
import { recorded } from './recorded.ts'

const steps = [
  ['sessions', 'Sessions'],
  ['itemViewEvents', 'Views of items'],
  ['addToCarts', 'Put into carts'],
  ['checkouts', 'Checkouts begun'],
  ['ecommercePurchases', 'Purchases'],
] as const

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

const Share = (description: string) => Type.Union([Type.Number(), Type.Null()], { description })

export const ecommerceFunnel = {
  'reports.ecommerce_funnel': defineOperation(vendor, {
    title: 'Steps of the purchase',
    description:
      'How often each step towards a purchase was taken, from the session over item, cart and checkout to the purchase, with the share that is left at each. It counts events, not users in their order: for that use reports.funnel.',
    effect: 'read',
    scopes: reading,
    input: Type.Object({ property: PropertyId, ...Span, dimensionFilter: DimensionFilter }),
    output: Type.Object({
      property: frameFields.property,
      currencyCode: frameFields.currencyCode,
      quota: frameFields.quota,
      steps: Type.Array(
        Type.Object({
          step: Type.String({ description: 'Name of the metric that counts it.' }),
          title: Type.String(),
          count: Type.Number(),
          ofPrevious: Share('Share of the step before; null where that was 0, and for the first one.'),
          ofFirst: Share('Share of the first step.'),
        }),
      ),
      revenue: Type.Number({ description: 'Revenue of purchases less refunds.' }),
      averagePurchase: Share('Revenue of each purchase; null where there was none.'),
    }),
    cost: costOf.core,
    cache: { ttl: '15m', staleIfError: '1d' },
    examples: [
      {
        title: 'Two weeks',
        input: { startDate: '2026-10-01', endDate: '2026-10-14' },
        output: recorded('reports.ecommerce_funnel'),
      },
    ],
    async run(context) {
      const { input, config } = context
      const { property, currencyCode, quota, rows } = await runReport(context, {
        property: propertyOf(input, config),
        body: wireReport({
          metrics: [...steps.map(([name]) => name), 'purchaseRevenue'],
          dateRanges: [spanOf(input)],
          ...(input.dimensionFilter === undefined ? {} : { dimensionFilter: input.dimensionFilter }),
        }),
        named: { dimensions: [], metrics: [] },
        maxRows: 1,
      })
      const valueOf = (name: string): number => Number(rows[0]?.[name] ?? 0)
      const revenue = valueOf('purchaseRevenue')
      return {
        property,
        ...(currencyCode === undefined ? {} : { currencyCode }),
        ...(quota === undefined ? {} : { quota }),
        steps: steps.map(([name, title], index) => {
          const previous = steps[index - 1]?.[0]
          return {
            step: name,
            title,
            count: valueOf(name),
            ofPrevious: previous === undefined ? null : share(valueOf(name), valueOf(previous)),
            ofFirst: share(valueOf(name), valueOf('sessions')),
          }
        }),
        revenue,
        averagePurchase: share(revenue, valueOf('ecommercePurchases')),
      }
    },
  }),
}
