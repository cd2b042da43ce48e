import { sql, type RawBuilder } from 'kysely'
import type { Database } from '../store/store.ts'
import { countColumns, tookColumns, type CountColumns } from '../usage/count-columns.ts'
import { hourOf, minuteOf } from '../usage/usage-ledger.ts'
import type { CallHistoryLine, CallHistoryQuestion } from './call-history.ts'

/** Stretches of time, in milliseconds since 1970: from the first inclusive to the second exclusive. */
interface Stretches {
  readonly hours: readonly [number, number]
  readonly minutes: ReadonlyArray<readonly [number, number]>
}

const hour = 3_600_000

/**
 * What is read from whole hours, and what from minutes: as much as can be from hours, which are sixty times fewer. Where
 * minutes are no longer kept, the hours that the ends are in count whole. An end within a minute counts that minute.
 */
export function stretchesOf(
  { from, to, step }: Pick<CallHistoryQuestion, 'from' | 'to' | 'step'>,
  minutesSince: number,
): Stretches {
  const start = minuteOf(from)
  if (step !== undefined) {
    return step >= hour
      ? { hours: [hourOf(from), to], minutes: [] }
      : { hours: [0, 0], minutes: [[start, to]] }
  }
  const firstHour = start < minutesSince ? hourOf(start) : hourOf(start + hour - 1)
  const lastHour = to <= minutesSince ? hourOf(to + hour - 1) : hourOf(to)
  if (firstHour >= lastHour) return { hours: [0, 0], minutes: [[start, to]] }
  return {
    hours: [firstHour, lastHour],
    minutes: [
      [start, firstHour],
      [lastHour, to],
    ],
  }
}

type Row = CountColumns & {
  tenant?: string
  connector?: string
  operation?: string
  at?: number
}

/** Reads and adds up what was counted. */
export async function readHistory(
  database: Database,
  question: CallHistoryQuestion,
  minutesSince: number,
): Promise<CallHistoryLine[]> {
  const { step, by } = question
  const { hours, minutes } = stretchesOf(question, minutesSince)
  const dimensions = ['tenant', 'connector', 'operation'] as const
  const apart: RawBuilder<unknown>[] = dimensions.filter((name) => by.has(name)).map((name) => sql.ref(name))
  const keys = [...apart]
  if (step !== undefined) {
    const seconds = step / 1_000
    keys.push(sql`(floor(extract(epoch from at) / ${seconds}::float8) * ${seconds}::float8)::float8 as at`)
    apart.push(sql.raw(String(keys.length)))
  }
  const columns = sql.join([...dimensions, ...countColumns].map((name) => sql.ref(name)))
  const sums = sql.join(countColumns.map((name) => sql`sum(${sql.ref(name)})::float8 as ${sql.ref(name)}`))
  const { rows } = await sql<Row>`
    with parts as (
      select hour as at, ${columns} from usage_hours where ${within('hour', [hours])} and ${asked(question)}
      union all
      select minute as at, ${columns} from call_minutes where ${within('minute', minutes)} and ${asked(question)}
    )
    select ${sql.join([...keys, sums])} from parts
    ${apart.length === 0 ? sql`having count(*) > 0` : sql`group by ${sql.join(apart)} order by ${sql.join(apart)}`}`.execute(
    database,
  )
  return rows.map(toLine)
}

function within(
  column: 'hour' | 'minute',
  stretches: ReadonlyArray<readonly [number, number]>,
): RawBuilder<unknown> {
  const wanted = stretches.filter(([from, to]) => from < to)
  if (wanted.length === 0) return sql`false`
  const each = wanted.map(
    ([from, to]) => sql`(${sql.ref(column)} >= ${new Date(from)} and ${sql.ref(column)} < ${new Date(to)})`,
  )
  return sql`(${sql.join(each, sql` or `)})`
}

function asked({ tenant, connector, operation }: CallHistoryQuestion): RawBuilder<unknown> {
  const conditions = Object.entries({ tenant, connector, operation })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => sql`${sql.ref(name)} = ${value}`)
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
}

function toLine({ tenant, connector, operation, at, ...counts }: Row): CallHistoryLine {
  return {
    ...(tenant === undefined ? {} : { tenant }),
    ...(connector === undefined ? {} : { connector }),
    ...(operation === undefined ? {} : { operation }),
    ...(at === undefined ? {} : { at: at * 1_000 }),
    calls: counts.calls,
    callerErrors: counts.caller_errors,
    vendorErrors: counts.vendor_errors,
    ownErrors: counts.own_errors,
    cacheHits: counts.cache_hits,
    staleAnswers: counts.stale_answers,
    buckets: tookColumns.map((name) => counts[name] ?? 0),
  }
}
