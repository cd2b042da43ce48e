import { forbidden, wrong, type AdminCall, type Handler, type Resource } from '../call.ts'
import { mayEdit, ownerOf } from '../state.ts'
import { all } from './accounts.ts'
import { fits } from './access-filter.ts'

const day = 86_400_000

const people = [
  { email: 'ada@fernhill.example', country: 'United States', mechanism: 'Google Analytics User Interface' },
  { email: 'ben@fernhill.example', country: 'United States', mechanism: 'Google Analytics User Interface' },
  {
    email: 'reports@patchbay-emulated.iam.gserviceaccount.com',
    country: 'Germany',
    mechanism: 'Google Analytics API',
  },
] as const

/** What one person has read of one property in one day. */
interface Access {
  readonly person: (typeof people)[number]
  readonly property: Resource
  /** Midnight in UTC. */
  readonly at: number
  readonly count: number
}

const idOf = (property: Resource): string => String(property['name']).slice('properties/'.length)

const dimensions: Readonly<Record<string, (access: Access) => string>> = {
  userEmail: ({ person }) => person.email,
  userCountry: ({ person }) => person.country,
  accessMechanism: ({ person }) => person.mechanism,
  accessedPropertyId: ({ property }) => idOf(property),
  accessedPropertyName: ({ property }) => String(property['displayName']),
  accessDateHour: ({ at }) => `${new Date(at).toISOString().slice(0, 10).replaceAll('-', '')}09`,
  epochTimeMicros: ({ at }) => String((at + day * 0.4) * 1_000),
  mostRecentAccessEpochTimeMicros: ({ at }) => String((at + day * 0.4) * 1_000),
  reportType: () => 'Custom report',
  costDataReturned: () => 'FALSE',
  revenueDataReturned: () => 'TRUE',
}

const metrics: Readonly<Record<string, (accesses: readonly Access[]) => number>> = {
  accessCount: (accesses) => accesses.reduce((sum, { count }) => sum + count, 0),
}

function dayOf(text: string | undefined, at: number, field: string): number {
  const today = Math.floor(at / day) * day
  if (text === 'today') return today
  if (text === 'yesterday') return today - day
  const ago = /^(\d+)daysAgo$/.exec(text ?? '')?.[1]
  if (ago !== undefined) return today - Number(ago) * day
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text ?? '') ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(date)) throw wrong(field, `Invalid date: ${text}.`)
  return date
}

interface Asked {
  readonly dateRanges?: ReadonlyArray<{ readonly startDate?: string; readonly endDate?: string }>
  readonly dimensions?: ReadonlyArray<{ readonly dimensionName?: string }>
  readonly metrics?: ReadonlyArray<{ readonly metricName?: string }>
  readonly dimensionFilter?: Parameters<typeof fits>[0]
  readonly orderBys?: ReadonlyArray<{
    readonly desc?: boolean
    readonly metric?: { readonly metricName?: string }
    readonly dimension?: { readonly dimensionName?: string }
  }>
  readonly limit?: string
  readonly offset?: string
  readonly returnEntityQuota?: boolean
}

function named<T>(
  known: Readonly<Record<string, T>>,
  name: string | undefined,
  kind: string,
): readonly [string, T] {
  const found = Object.hasOwn(known, name ?? '') ? known[name ?? ''] : undefined
  if (name === undefined || found === undefined)
    throw wrong(`${kind}s`, `Field ${name ?? ''} is not a valid ${kind}.`)
  return [name, found]
}

function accessesOf(asked: Asked, properties: readonly Resource[], at: number): Access[] {
  const [range] = asked.dateRanges ?? []
  if (range === undefined) throw wrong('date_ranges', 'A date range is required.')
  const first = dayOf(range.startDate, at, 'date_ranges[0].start_date')
  const last = dayOf(range.endDate, at, 'date_ranges[0].end_date')
  if (last < first) throw wrong('date_ranges[0].end_date', 'The range ends before it begins.')
  const begin = Math.max(first, Math.floor(at / day) * day - 730 * day)
  const days = Array.from(
    { length: Math.max(0, (last - begin) / day + 1) },
    (_, index) => begin + index * day,
  )
  return properties.flatMap((property) =>
    days.flatMap((date) =>
      people.map((person, index) => ({ person, property, at: date, count: 10 - 3 * index })),
    ),
  )
}

function report({ state, name, body, at }: AdminCall): object {
  const owner = ownerOf(state, name)
  // Only administrators are told.
  if (!mayEdit(state, owner)) throw forbidden()
  const isAccount = name.startsWith('accounts/')
  const asked = body as Asked
  if (isAccount && asked.returnEntityQuota === true)
    throw wrong('return_entity_quota', 'Quota is not returned for account-level requests.')
  const columns = (asked.dimensions ?? []).map(({ dimensionName }) =>
    named(dimensions, dimensionName, 'dimension'),
  )
  const measures = (asked.metrics ?? []).map(({ metricName }) => named(metrics, metricName, 'metric'))
  const isPremium = owner['serviceLevel'] === 'GOOGLE_ANALYTICS_360'
  if (!isPremium && columns.some(([column]) => column === 'accessMechanism'))
    throw wrong('dimensions', 'Field accessMechanism is only available to Google Analytics 360 properties.')
  const properties = isAccount
    ? all({ state } as AdminCall, 'properties').filter((property) => property['account'] === name)
    : [owner]
  const groups = new Map<string, Access[]>()
  for (const access of accessesOf(asked, properties, at)) {
    if (!fits(asked.dimensionFilter, (field) => named(dimensions, field, 'dimension')[1](access))) continue
    const key = JSON.stringify(columns.map(([, read]) => read(access)))
    groups.set(key, [...(groups.get(key) ?? []), access])
  }
  const rows = [...groups].map(([key, accesses]) => ({
    dimensions: JSON.parse(key) as string[],
    metrics: measures.map(([, measure]) => measure(accesses)),
  }))
  for (const { desc = false, metric, dimension } of (asked.orderBys ?? []).toReversed()) {
    const column = columns.findIndex(([one]) => one === dimension?.dimensionName)
    const measure = measures.findIndex(([one]) => one === metric?.metricName)
    if (column === -1 && measure === -1)
      throw wrong('order_bys', 'Rows are ordered by a field of the report.')
    rows.sort((one, other) => {
      const [first, second] =
        measure === -1
          ? [one.dimensions[column] ?? '', other.dimensions[column] ?? '']
          : [one.metrics[measure] ?? 0, other.metrics[measure] ?? 0]
      return (first < second ? -1 : Number(first > second)) * (desc ? -1 : 1)
    })
  }
  const offset = Number(asked.offset ?? 0)
  const page = rows.slice(offset, offset + Math.min(Number(asked.limit ?? 10_000), 100_000))
  return {
    dimensionHeaders: columns.map(([dimensionName]) => ({ dimensionName })),
    metricHeaders: measures.map(([metricName]) => ({ metricName })),
    ...(page.length === 0
      ? {}
      : {
          rows: page.map((row) => ({
            dimensionValues: row.dimensions.map((value) => ({ value })),
            metricValues: row.metrics.map((value) => ({ value: String(value) })),
          })),
          rowCount: rows.length,
        }),
    ...(asked.returnEntityQuota === true ? { quota } : {}),
  }
}

const quota = {
  tokensPerDay: { consumed: 10, remaining: 249_990 },
  tokensPerHour: { consumed: 10, remaining: 49_990 },
  tokensPerProjectPerHour: { consumed: 10, remaining: 12_490 },
  concurrentRequests: { remaining: 50 },
  serverErrorsPerProjectPerHour: { remaining: 50 },
}

export const accessReportHandlers: Readonly<Record<string, Handler>> = {
  'analyticsadmin.accounts.runAccessReport': report,
  'analyticsadmin.properties.runAccessReport': report,
}
