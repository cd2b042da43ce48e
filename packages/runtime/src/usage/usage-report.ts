import { sql, type RawBuilder } from 'kysely'
import type { Database } from '../store/store.ts'

export const granularities = ['hour', 'day', 'month'] as const
export type Granularity = (typeof granularities)[number]

export const dimensions = ['tenant', 'connector', 'operation'] as const
export type Dimension = (typeof dimensions)[number]

export interface UsageQuestion {
  /** Undefined for all tenants, which is the operator's to ask. */
  readonly tenant: string | undefined
  readonly connector?: string | undefined
  /** Hours that begin from then on, and before `to`. */
  readonly from: Date
  readonly to: Date
  readonly granularity: Granularity
  /** What is told apart. */
  readonly by: ReadonlySet<Dimension>
  readonly limit: number
  readonly after: UsagePlace | undefined
}

/** Where in the list something is. What is not told apart is empty. */
export interface UsagePlace {
  /** When the hour, day or month begins, in UTC. */
  readonly start: Date
  readonly tenant: string
  readonly connector: string
  readonly operation: string
}

/** One line of a report. */
export interface UsageLine extends UsagePlace {
  readonly calls: number
  readonly callerErrors: number
  readonly vendorErrors: number
  readonly ownErrors: number
  readonly cacheHits: number
  readonly vendorRequests: number
  /** By limit of the vendor, in its unit. */
  readonly costs: Readonly<Record<string, number>>
}

/** Reads lines in the order of their places. Fewer than the limit are the last. */
export async function reportUsage(database: Database, question: UsageQuestion): Promise<UsageLine[]> {
  const { limit, after } = question
  const { rows } = await sql<Omit<UsageLine, 'costs'>>`
    with lines as (
      select ${places(question)},
        sum(calls)::bigint as "calls", sum(caller_errors)::bigint as "callerErrors",
        sum(vendor_errors)::bigint as "vendorErrors", sum(own_errors)::bigint as "ownErrors",
        sum(cache_hits)::bigint as "cacheHits", sum(vendor_requests)::bigint as "vendorRequests"
      from usage_hours where ${asked(question)} group by 1, 2, 3, 4
    )
    select * from lines
    where ${after === undefined ? sql`true` : sql`(start, tenant, connector, operation) > ${asRow(after)}`}
    order by start, tenant, connector, operation limit ${limit}`.execute(database)
  const [first, last] = [rows[0], rows.at(-1)]
  if (first === undefined || last === undefined) return []
  const { rows: costs } = await sql<UsagePlace & { limit: string; cost: number }>`
    with costs as (
      select ${places(question)}, limit_id as "limit", sum(cost) as "cost"
      from usage_costs where ${asked(question)} group by 1, 2, 3, 4, 5
    )
    select * from costs
    where (start, tenant, connector, operation) >= ${asRow(first)}
      and (start, tenant, connector, operation) <= ${asRow(last)}`.execute(database)
  const byPlace = Map.groupBy(costs, nameOf)
  return rows.map((row) => ({
    ...row,
    costs: Object.fromEntries((byPlace.get(nameOf(row)) ?? []).map(({ limit: id, cost }) => [id, cost])),
  }))
}

function places({ granularity, by }: UsageQuestion): RawBuilder<unknown> {
  const column = (dimension: Dimension) => (by.has(dimension) ? sql.ref(dimension) : sql`''::text`)
  return sql`
    date_trunc(${sql.lit(granularity)}, hour at time zone 'UTC') at time zone 'UTC' as "start",
    ${column('tenant')} as "tenant", ${column('connector')} as "connector", ${column('operation')} as "operation"`
}

function asked({ tenant, connector, from, to }: UsageQuestion): RawBuilder<unknown> {
  return sql`
    ${tenant === undefined ? sql`true` : sql`tenant = ${tenant}`}
    and ${connector === undefined ? sql`true` : sql`connector = ${connector}`}
    and hour >= ${from} and hour < ${to}`
}

const asRow = ({ start, tenant, connector, operation }: UsagePlace): RawBuilder<unknown> =>
  sql`(${start}::timestamptz, ${tenant}::text, ${connector}::text, ${operation}::text)`

const nameOf = ({ start, tenant, connector, operation }: UsagePlace): string =>
  `${start.getTime()} ${tenant} ${connector} ${operation}`
