import { defineOperation, Type } from '@patchbay/contract'
import { explained } from '../errors/explain.ts'
import { costOf } from '../limits.ts'
import { PropertyId, propertyOf } from '../property.ts'
import { ask } from '../report/ask.ts'
import { pivotFields, PivotTable, pivotTableOf, wirePivotReport } from '../report/pivot.ts'
import { namedIn } from '../report/request.ts'
import { warnOf } from '../report/warnings.ts'
import { reading } from '../scopes.ts'
import { vendor } from '../vendor.ts'
import { WirePivotBatch, WirePivotReport } from '../wire/report.ts'
import { recorded } from './recorded.ts'
import { chunksOf } from './reports-batch.ts'

const crossTable = {
  dimensions: ['country', 'deviceCategory'],
  metrics: ['sessions'],
  dateRanges: [{ startDate: '2026-10-01', endDate: '2026-10-07' }],
  pivots: [
    { fields: ['country'], limit: 2, withTotals: true },
    { fields: ['deviceCategory'], limit: 2, orderBy: [{ field: 'sessions', descending: true }] },
  ],
}

export const reportsPivot = {
  'reports.pivot': defineOperation(vendor, {
    title: 'Run a pivot report',
    description:
      'A cross table: metrics where the values of some dimensions meet those of others, such as countries by devices, with the best of each axis only. For plain lists use reports.run.',
    effect: 'read',
    scopes: reading,
    input: Type.Object({ property: PropertyId, ...pivotFields }),
    output: PivotTable,
    cost: costOf.core,
    cache: { ttl: '5m', staleIfError: '1h' },
    timeout: '120s',
    examples: [
      { title: 'Sessions of countries by device', input: crossTable, output: recorded('reports.pivot') },
    ],
    async run(context) {
      const { input, config, report } = context
      const property = propertyOf(input, config)
      const json = wirePivotReport(input)
      const answer = await explained(
        namedIn(input),
        ask(context, { property, method: 'runPivotReport', json, response: WirePivotReport }),
      )
      warnOf(report, { metadata: answer.metadata, rowCount: answer.rows?.length ?? 0 })
      return pivotTableOf(context, property, input.pivots, answer)
    },
  }),
  'reports.batch_pivot': defineOperation(vendor, {
    title: 'Run several pivot reports',
    description:
      'Several cross tables of one property in as few requests as possible. They are sent five at a time; where Google refuses one of them, the whole call fails.',
    effect: 'read',
    scopes: reading,
    input: Type.Object({
      property: PropertyId,
      requests: Type.Array(Type.Object(pivotFields), {
        minItems: 1,
        maxItems: 25,
        description: 'The reports, with the fields of reports.pivot.',
      }),
    }),
    output: Type.Object({ reports: Type.Array(PivotTable, { description: 'In the order of `requests`.' }) }),
    cost: costOf.core,
    cache: { ttl: '5m', staleIfError: '1h' },
    timeout: '120s',
    examples: [
      {
        title: 'Sessions of countries by device, twice',
        input: { requests: [crossTable, { ...crossTable, metrics: ['sessions', 'activeUsers'] }] },
        output: recorded('reports.batch_pivot'),
      },
    ],
    async run(context) {
      const { input, config, report } = context
      const property = propertyOf(input, config)
      const reports: Array<Awaited<ReturnType<typeof pivotTableOf>>> = []
      for (const { first, items } of chunksOf(input.requests)) {
        const { pivotReports = [] } = await explained(
          items.map((item, index) => namedIn(item, `/requests/${first + index}`)),
          ask(context, {
            property,
            method: 'batchRunPivotReports',
            json: { requests: items.map(wirePivotReport) },
            response: WirePivotBatch,
            reports: items.length,
          }),
        )
        for (const [index, answer] of pivotReports.entries()) {
          const path = `/reports/${first + index}`
          warnOf(report, { metadata: answer.metadata, rowCount: answer.rows?.length ?? 0, path })
          reports.push(await pivotTableOf(context, property, items[index]?.pivots ?? [], answer))
        }
      }
      return { reports }
    },
  }),
}
