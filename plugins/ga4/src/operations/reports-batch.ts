import { defineOperation, Type } from '@patchbay/contract'
import { explained } from '../errors/explain.ts'
import { costOf } from '../limits.ts'
import { PropertyId, propertyOf } from '../property.ts'
import { ask } from '../report/ask.ts'
import { namedIn, reportFields, wireReport } from '../report/request.ts'
import { Table, tableOf } from '../report/table.ts'
import { warnOf } from '../report/warnings.ts'
import { reading } from '../scopes.ts'
import { vendor } from '../vendor.ts'
import { WireBatch } from '../wire/report.ts'
import { recorded } from './recorded.ts'

/** Google takes five reports in a request. */
export const batchSize = 5

/** Lists of the size that Google takes, with the number of the first of each. */
export function chunksOf<Item>(items: readonly Item[]): Array<{ first: number; items: readonly Item[] }> {
  return Array.from({ length: Math.ceil(items.length / batchSize) }, (_, chunk) => ({
    first: chunk * batchSize,
    items: items.slice(chunk * batchSize, (chunk + 1) * batchSize),
  }))
}

export const reportsBatch = {
  'reports.batch': defineOperation(vendor, {
    title: 'Run several reports',
    description:
      'Several reports of one property in as few requests as possible, such as the parts of a dashboard. They are sent five at a time; where Google refuses one of them, the whole call fails and says which. Each report costs tokens as it would alone.',
    effect: 'read',
    scopes: reading,
    input: Type.Object({
      property: PropertyId,
      requests: Type.Array(
        Type.Object({
          ...reportFields,
          maxRows: Type.Optional(
            Type.Integer({
              minimum: 1,
              maximum: 1_000,
              default: 100,
              description: 'The most rows of this report; for more use reports.run. Default: 100.',
            }),
          ),
        }),
        { minItems: 1, maxItems: 25, description: 'The reports, with the fields of reports.run.' },
      ),
    }),
    output: Type.Object({ reports: Type.Array(Table, { description: 'In the order of `requests`.' }) }),
    cost: {
      coreTokensPerDay: ({ requests }) => costOf.core.coreTokensPerDay * requests.length,
      coreTokensPerHour: ({ requests }) => costOf.core.coreTokensPerHour * requests.length,
      coreTokensPerProjectPerHour: ({ requests }) =>
        costOf.core.coreTokensPerProjectPerHour * requests.length,
    },
    cache: { ttl: '5m', staleIfError: '1h' },
    timeout: '120s',
    examples: [
      {
        title: 'Sessions by device, and the total',
        input: {
          requests: [
            {
              dimensions: ['deviceCategory'],
              metrics: ['sessions'],
              dateRanges: [{ startDate: '2026-10-01', endDate: '2026-10-07' }],
              maxRows: 2,
            },
            { metrics: ['sessions'], dateRanges: [{ startDate: '2026-10-01', endDate: '2026-10-07' }] },
          ],
        },
        output: recorded('reports.batch'),
      },
    ],
    async run(context) {
      const { input, config, report } = context
      const property = propertyOf(input, config)
      const reports: Array<Awaited<ReturnType<typeof tableOf>>> = []
      for (const { first, items } of chunksOf(input.requests)) {
        const requests = items.map(({ maxRows = 100, ...request }) => ({
          ...wireReport(request),
          metricAggregations: ['TOTAL'],
          limit: String(maxRows),
        }))
        // Google does not say of which report it speaks; the first that has the field is as good as any.
        const named = items.map((item, index) => namedIn(item, `/requests/${first + index}`))
        const { reports: answers = [] } = await explained(
          named,
          ask(context, {
            property,
            method: 'batchRunReports',
            json: { requests },
            response: WireBatch,
            reports: items.length,
          }),
        )
        for (const [index, answer] of answers.entries()) {
          const table = await tableOf(context, property, answer)
          const path = `/reports/${first + index}`
          warnOf(report, { metadata: answer.metadata, rowCount: table.rowCount, path })
          if (table.rows.length < table.rowCount)
            report.warning({
              code: 'truncated',
              path,
              message: `There are ${table.rowCount} rows, and the first ${table.rows.length} are given.`,
            })
          reports.push(table)
        }
      }
      return { reports }
    },
  }),
}
