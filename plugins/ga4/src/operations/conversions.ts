import { defineOperation, Type } from '@patchbay/contract'
import { costOf } from '../limits.ts'
import { PropertyId, propertyOf } from '../property.ts'
import { Cursor } from '../report/page.ts'
import { namedIn, reportFields, wireReport } from '../report/request.ts'
import { runReport } from '../report/run.ts'
import { tableFields } from '../report/table.ts'
import { reading } from '../scopes.ts'
import { vendor } from '../vendor.ts'
import { recorded } from './recorded.ts'

const WireConversions = Type.Object({
  conversions: Type.Optional(
    Type.Array(Type.Object({ conversionAction: Type.String(), displayName: Type.Optional(Type.String()) })),
  ),
})

const models = { data_driven: 'DATA_DRIVEN', last_click: 'LAST_CLICK' } as const

/** Conversions as they are counted for advertising. */
export const conversions = {
  'conversions.list': defineOperation(vendor, {
    title: 'List conversion actions',
    description:
      'What the property counts as conversions for advertising, with the ids that reports.conversions wants. Google may change this alpha method at any time.',
    effect: 'read',
    stability: 'experimental',
    scopes: reading,
    input: Type.Object({ property: PropertyId }),
    output: Type.Object({
      conversions: Type.Array(
        Type.Object({
          id: Type.String({ description: 'Number of the action.' }),
          name: Type.String(),
        }),
      ),
    }),
    cache: { ttl: '1h', staleIfError: '1d' },
    examples: [{ title: 'All of the property', input: {}, output: recorded('conversions.list') }],
    async run({ input, config, http }) {
      const property = propertyOf(input, config)
      const { body } = await http.get(`/v1alpha/properties/${property}/metadata`, {
        response: WireConversions,
      })
      return {
        conversions: (body.conversions ?? []).map(({ conversionAction, displayName = '' }) => ({
          id: conversionAction.slice(conversionAction.lastIndexOf('/') + 1),
          name: displayName,
        })),
      }
    },
  }),
  'reports.conversions': defineOperation(vendor, {
    title: 'Report on conversions',
    description:
      'A report on conversions by the model that credits visits for them, as the advertising pages of Google Analytics have it. For key events in general use reports.run. Google may change this alpha method at any time.',
    effect: 'read',
    stability: 'experimental',
    scopes: reading,
    input: Type.Object({
      property: PropertyId,
      conversions: Type.Optional(
        Type.Array(Type.String({ pattern: '^\\d{1,20}$' }), {
          minItems: 1,
          maxItems: 50,
          description: 'Ids of conversion actions, as conversions.list gives them. Default: all.',
        }),
      ),
      attributionModel: Type.Optional(
        Type.Union([Type.Literal('data_driven'), Type.Literal('last_click')], {
          description: 'Which visits are credited. Default: data_driven.',
        }),
      ),
      ...reportFields,
      maxRows: Type.Optional(
        Type.Integer({
          minimum: 1,
          maximum: 10_000,
          default: 100,
          description: 'The most rows. Default: 100.',
        }),
      ),
      cursor: Cursor,
    }),
    output: Type.Object(tableFields),
    cost: costOf.core,
    cache: { ttl: '15m', staleIfError: '1d' },
    timeout: '60s',
    examples: [
      {
        title: 'Purchases by channel, by the last click',
        input: {
          conversions: ['4100'],
          attributionModel: 'last_click',
          dimensions: ['sessionDefaultChannelGroup'],
          metrics: ['keyEvents', 'purchaseRevenue'],
          dateRanges: [{ startDate: '2026-10-01', endDate: '2026-10-14' }],
          maxRows: 2,
        },
        output: recorded('reports.conversions'),
      },
    ],
    async run(context) {
      const { input, config, report } = context
      const { conversions: ids = [], attributionModel = 'data_driven', maxRows = 100, cursor = '0' } = input
      const offset = Number(cursor)
      const table = await runReport(context, {
        property: propertyOf(input, config),
        body: {
          ...wireReport(input),
          conversionSpec: {
            ...(ids.length === 0 ? {} : { conversionActions: ids.map((id) => `conversionActions/${id}`) }),
            attributionModel: models[attributionModel],
          },
        },
        named: namedIn(input),
        offset,
        maxRows,
        metricAggregations: ['TOTAL'],
        version: 'v1alpha',
      })
      const next = offset + table.rows.length
      report.next(table.rows.length > 0 && next < table.rowCount ? String(next) : undefined)
      return table
    },
  }),
}
