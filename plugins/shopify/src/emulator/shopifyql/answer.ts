import type { ShopState } from '../state.ts'
import { salesOf, sessionsOf, type Fact } from './facts.ts'
import { parseQuestion, Unreadable, type Condition, type Question } from './parse.ts'

const day = 86_400_000
const spans: Readonly<Record<string, number>> = { d: 1, w: 7, m: 30, q: 91, y: 365 }

/** Columns that are no dimensions, with their types. */
const metrics: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sales: {
    total_sales: 'MONEY',
    net_sales: 'MONEY',
    gross_sales: 'MONEY',
    discounts: 'MONEY',
    returns: 'MONEY',
    orders: 'INTEGER',
    average_order_value: 'MONEY',
    customers: 'INTEGER',
    returning_customers: 'INTEGER',
  },
  sessions: {
    sessions: 'INTEGER',
    sessions_with_cart_additions: 'INTEGER',
    sessions_that_reached_checkout: 'INTEGER',
    sessions_that_completed_checkout: 'INTEGER',
    conversion_rate: 'PERCENT',
  },
}
const steps = ['hour', 'day', 'week', 'month', 'quarter', 'year']

/** What Shopify's analytics would say of this shop. */
export function answerShopifyql(query: string, state: ShopState, now: number) {
  try {
    return {
      tableData: tableFor(parseQuestion(query), state, now),
      parseErrors: [],
      parseWarnings: [],
      analyticsTargets: [],
    }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return { tableData: null, parseErrors: [error.message], parseWarnings: [], analyticsTargets: [] }
  }
}

function tableFor(question: Question, state: ShopState, now: number) {
  const { from, show, by, step, where, order, limit } = question
  const known = metrics[from]
  if (known === undefined) throw new Unreadable(`Table ${from} not found`)
  if (step !== undefined && !steps.includes(step)) throw new Unreadable(`Unknown step of time: ${step}`)
  const facts = from === 'sales' ? salesOf(state) : sessionsOf(state)
  const dimensions = Object.keys(facts[0]?.dimensions ?? {})
  for (const name of show) if (!(name in known)) throw new Unreadable(`Column ${name} not found`)
  for (const name of [...by, ...where.map(({ column }) => column)])
    if (!dimensions.includes(name)) throw new Unreadable(`Column ${name} not found`)
  const keys = [...(step === undefined ? [] : [step]), ...by]
  for (const { column } of order)
    if (![...keys, ...show].includes(column)) throw new Unreadable(`Column ${column} not found`)

  const since = timeOf(question.since, now)
  const until = timeOf(question.until, now) + day
  const groups = new Map<string, { readonly key: Record<string, string>; readonly facts: Fact[] }>()
  if (keys.length === 0) groups.set('{}', { key: {}, facts: [] })
  for (const fact of facts) {
    if (fact.time < since || fact.time >= until || !where.every((one) => holds(one, fact))) continue
    const key: Record<string, string> = {}
    if (step !== undefined) key[step] = stepOf(fact.time, step)
    for (const name of by) key[name] = fact.dimensions[name] ?? ''
    const id = JSON.stringify(key)
    const group = groups.get(id)
    if (group === undefined) groups.set(id, { key, facts: [fact] })
    else group.facts.push(fact)
  }
  const rows = [...groups.values()].map(({ key, facts: own }) => ({
    ...key,
    ...Object.fromEntries(show.map((name) => [name, measured(name, own, known[name] ?? '')])),
  }))
  const sorted = rows.toSorted((one, other) => compare(one, other, order))
  const column = (name: string, dataType: string) => ({ name, dataType, displayName: titleOf(name) })
  return {
    columns: [
      ...(step === undefined ? [] : [column(step, `${step.toUpperCase()}_TIMESTAMP`)]),
      ...by.map((name) => column(name, 'STRING')),
      ...show.map((name) => column(name, known[name] ?? 'STRING')),
    ],
    rows: sorted.slice(0, limit),
  }
}

function measured(name: string, facts: readonly Fact[], dataType: string): string {
  const sum = (field: string): number => facts.reduce((total, { sums }) => total + (sums[field] ?? 0), 0)
  const count = (field: string): number =>
    new Set(facts.map(({ distinct }) => distinct[field] ?? '').filter((value) => value !== '')).size
  const amount = (cents: number): string => (Math.round(cents) / 100).toFixed(2).replace(/^-0\.00$/, '0.00')
  if (name === 'average_order_value') {
    const orders = count('orders')
    return amount(orders === 0 ? 0 : (sum('gross_sales') + sum('discounts')) / orders)
  }
  if (name === 'conversion_rate') {
    const sessions = sum('sessions')
    return (sessions === 0 ? 0 : sum('sessions_that_completed_checkout') / sessions).toFixed(4)
  }
  if (dataType === 'MONEY') return amount(sum(name))
  return String(facts[0] !== undefined && name in facts[0].distinct ? count(name) : sum(name))
}

function holds({ column, operator, value }: Condition, { dimensions }: Fact): boolean {
  const own = dimensions[column] ?? ''
  if (operator === '=') return own === value
  if (operator === '!=') return own !== value
  if (operator === '<') return own < value
  if (operator === '>') return own > value
  return operator === '<=' ? own <= value : own >= value
}

/** Midnight of a day, in UTC. */
function timeOf(text: string, now: number): number {
  const today = now - (now % day)
  if (text === 'today') return today
  if (text === 'yesterday') return today - day
  const [, count, unit] = /^-(\d{1,4})([a-z])$/.exec(text) ?? []
  const length = spans[unit ?? '']
  if (count !== undefined && length !== undefined) return today - Number(count) * length * day
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(time)) throw new Unreadable(`Invalid date: ${text}`)
  return time
}

function stepOf(time: number, step: string): string {
  const date = new Date(time)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  const written = (value: number): string => new Date(value).toISOString()
  if (step === 'hour') return `${written(time).slice(0, 13)}:00:00Z`
  if (step === 'week') return written(time - ((date.getUTCDay() + 6) % 7) * day).slice(0, 10)
  if (step === 'month') return written(Date.UTC(year, month, 1)).slice(0, 10)
  if (step === 'quarter') return written(Date.UTC(year, month - (month % 3), 1)).slice(0, 10)
  return step === 'year' ? `${year}-01-01` : written(time).slice(0, 10)
}

type TableRow = Readonly<Record<string, string>>

function compare(one: TableRow, other: TableRow, order: Question['order']): number {
  for (const { column, isDescending } of order) {
    const [a = '', b = ''] = [one[column], other[column]]
    const areNumbers = a !== '' && b !== '' && !Number.isNaN(Number(a)) && !Number.isNaN(Number(b))
    const difference = areNumbers ? Number(a) - Number(b) : a < b ? -1 : a > b ? 1 : 0
    if (difference !== 0) return isDescending ? -difference : difference
  }
  return 0
}

const titleOf = (name: string): string => {
  const words = name.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
