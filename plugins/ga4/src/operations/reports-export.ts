import { Bytes, defineStream, Problem, Type } from '@patchbay/contract'
import type { Context } from '../context.ts'
import { explained } from '../errors/explain.ts'
import { costOf } from '../limits.ts'
import { PropertyId, propertyOf } from '../property.ts'
import { ask } from '../report/ask.ts'
import { readCursor } from '../report/export-cursor.ts'
import { namesOf } from '../report/fields.ts'
import { namedIn, reportFields, wireReport } from '../report/request.ts'
import { isNearlySpent } from '../report/spare-quota.ts'
import { TypedRow } from '../report/typed-row.ts'
import { warnOf } from '../report/warnings.ts'
import { reading } from '../scopes.ts'
import encodeReport, { type EncodedReport } from '../transforms/encode-report.ts'
import { vendor } from '../vendor.ts'
import { recorded } from './recorded.ts'

const tries = 3

/** Rows of the first page, before it is known how long they are. */
const firstPage = 5_000
const fewestRows = 500
/** Bytes of an answer that are aimed at: the runtime takes ten megabytes at the most. */
const aim = 4_000_000

interface PageRequest {
  readonly property: string
  readonly body: object
  readonly offset: number
  readonly limit: number
}

type Page = NonNullable<EncodedReport['page']> & { readonly bytesPerRow: number }

/**
 * Fetches a page and has it read in a thread. What does not arrive whole is asked for again, and half as many rows
 * where the answer was too large.
 */
async function fetchPage(
  context: Pick<Context, 'http' | 'transform' | 'now'>,
  request: PageRequest,
): Promise<Page> {
  const { property, body, offset } = request
  let { limit } = request
  for (let count = 1; count <= tries;) {
    try {
      const bytes = await ask(context, {
        property,
        method: 'runReport',
        json: { ...body, offset: String(offset), limit: String(limit) },
        response: Bytes,
      })
      const size = bytes.length
      const { page } = await context.transform(encodeReport, { bytes, now: context.now, offset })
      if (page !== undefined) return { ...page, bytesPerRow: size / Math.max(1, page.count) }
      count += 1
    } catch (error) {
      if (!isTooLarge(error) || limit <= fewestRows) throw error
      limit = Math.ceil(limit / 2)
    }
  }
  throw new Problem('vendor_error', { detail: `Google sent ${tries} times what is no report.` })
}

/** A success of Google that the runtime would not take. */
const isTooLarge = (error: unknown): boolean =>
  Problem.is(error) && error.code === 'vendor_error' && !error.retryable && error.upstream?.status === 200

const { keepEmptyRows: _keepEmptyRows, ...exportFields } = reportFields

export const reportsExport = {
  'reports.export': defineStream(vendor, {
    title: 'Export a whole report',
    description:
      'All rows of a report, however many, a line of JSON for each. Rows are fetched page by page as the caller takes them. Where little is left of the quota the stream ends early with a warning; the `cursor` of any line goes on after it. For a few rows, totals or comparisons at a glance use reports.run.',
    effect: 'read',
    scopes: reading,
    input: Type.Object({
      property: PropertyId,
      ...exportFields,
      maxRows: Type.Optional(
        Type.Integer({ minimum: 1, description: 'Where to stop. Default: when there are no more rows.' }),
      ),
      pageSize: Type.Optional(
        Type.Integer({
          minimum: 1_000,
          maximum: 250_000,
          default: 100_000,
          description: 'The most rows to fetch at once; fewer are where rows are long. Default: 100,000.',
        }),
      ),
      cursor: Type.Optional(
        Type.String({
          pattern: '^\\d{8}\\.\\d{1,12}$',
          description:
            'Goes on after a line: its `cursor`, with all other fields unchanged. Where days are relative, such as `yesterday`, it is good for the day on which the export began.',
        }),
      ),
    }),
    output: TypedRow,
    cost: costOf.core,
    timeout: '120s',
    task: 'offered',
    examples: [
      {
        title: 'Sessions by day and source',
        input: {
          dimensions: ['date', 'sessionSource'],
          metrics: ['sessions', 'engagedSessions'],
          dateRanges: [{ startDate: '2026-10-01', endDate: '2026-10-07' }],
        },
        output: recorded('reports.export'),
      },
    ],
    async *stream(context) {
      const { input, config, report } = context
      const { pageSize = 100_000, maxRows = Number.POSITIVE_INFINITY, cursor, orderBy = [] } = input
      const property = propertyOf(input, config)
      const start = readCursor(cursor)
      // Rows that Google finds equal come in any order; pages fit together only where none are.
      const sorted = new Set(orderBy.map(({ field }) => field))
      const rest = namesOf(input.dimensions ?? []).filter((field) => !sorted.has(field))
      const body = wireReport({
        ...input,
        orderBy: [...orderBy, ...rest.map((field) => ({ field }))].slice(0, 10),
      })
      const isRelative = body.dateRanges.some(({ startDate, endDate }) => /[a-z]/.test(startDate + endDate))
      const end = Math.min(Number.MAX_SAFE_INTEGER, maxRows)
      let offset = start.row
      let rows = firstPage
      while (offset < end) {
        const limit = Math.min(pageSize, rows, end - offset)
        const page = await explained(namedIn(input), fetchPage(context, { property, body, offset, limit }))
        if (isRelative && start.day !== undefined && start.day !== page.day) throw staleCursor()
        if (offset === start.row) warnOf(report, { metadata: page.metadata, rowCount: page.rowCount })
        if (page.count > 0) yield { lines: page.lines, count: page.count }
        offset += page.count
        rows = Math.max(fewestRows, Math.floor(aim / page.bytesPerRow))
        if (page.count === 0 || offset >= page.rowCount) return
        if (offset < end && isNearlySpent(page.quota)) {
          report.partial()
          report.warning({
            code: 'quota_low',
            message: `Of ${page.rowCount} rows ${page.rowCount - offset} are left out, for little is left of the quota of the property. Go on with the cursor of the last line within the next hour, or tomorrow.`,
          })
          return
        }
      }
    },
  }),
}

const staleCursor = (): Problem =>
  new Problem('invalid_input', {
    detail: 'The export began on another day, and its days are relative: the rows are others now.',
    advice: 'Begin anew, with days named as YYYY-MM-DD where an export may take longer.',
    errors: [{ path: '/cursor', message: 'is of another day' }],
  })
