import { explained, type NamedFields } from '../errors/explain.ts'
import type { Context } from '../context.ts'
import { WireReport } from '../wire/report.ts'
import { ask, type Version } from './ask.ts'
import { tableOf, type Table } from './table.ts'
import { warnOf } from './warnings.ts'

/**
 * The most rows and values of a page, which is read at once: no other call should wait long for it, and the runtime
 * takes ten megabytes at the most.
 */
const mostRows = 10_000
const mostValues = 60_000

export interface Run {
  readonly property: string
  /** The body of the request, without its page. */
  readonly body: object
  readonly named: NamedFields
  /** Rows to skip. Default: none. */
  readonly offset?: number
  readonly maxRows: number
  readonly metricAggregations?: readonly string[]
  readonly version?: Version
  readonly path?: string
}

/** Runs a report, page after page, until there is enough of it. */
export async function runReport(
  context: Pick<Context, 'http' | 'transform' | 'report'>,
  { property, body, named, offset = 0, maxRows, metricAggregations, version = 'v1beta', path }: Run,
): Promise<Table> {
  const columns = Math.max(1, named.dimensions.length + named.metrics.length)
  const pageSize = Math.min(mostRows, Math.floor(mostValues / columns))
  let table: Table | undefined
  for (;;) {
    const have: number = table?.rows.length ?? 0
    const limit = Math.min(pageSize, maxRows - have)
    const wanted = table === undefined && metricAggregations !== undefined ? { metricAggregations } : {}
    const json = { ...body, ...wanted, offset: String(offset + have), limit: String(limit) }
    const answer = await explained(
      named,
      ask(context, { property, method: 'runReport', json, response: WireReport, version }),
    )
    const page = await tableOf(context, property, answer)
    if (table === undefined) {
      const { metadata } = answer
      warnOf(context.report, { metadata, rowCount: page.rowCount, ...(path === undefined ? {} : { path }) })
    }
    table = joined(table, page)
    const isWhole = offset + table.rows.length >= page.rowCount
    if (isWhole || page.rows.length === 0 || table.rows.length >= maxRows) return table
  }
}

/** The tables of two pages as one; what is left of quotas is as the later one says. */
function joined(table: Table | undefined, page: Table): Table {
  if (table === undefined) return page
  const { quota = table.quota, rows } = page
  return { ...table, rows: [...table.rows, ...rows], ...(quota === undefined ? {} : { quota }) }
}
