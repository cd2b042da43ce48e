import { Type, type Static, type TSchema } from '@patchbay/contract'
import { operation, type Draft } from '../building/operation.ts'
import { ask } from '../graphql.ts'
import { Answered, answeredFields, Table, tableOf } from './table.ts'

const scopes = ['read_reports']

const access =
  'Needs read_reports, and Shopify must have approved the app for protected customer data of level 2: no scope replaces that.'

const document = {
  ask: {
    text: (name: string) => `query ${name}($query: String!) { ${answeredFields} }`,
    data: Answered,
  },
}

const Day = (description: string, fallback: string) =>
  Type.Optional(
    Type.String({
      pattern: '^(\\d{4}-\\d{2}-\\d{2}|today|yesterday|-[1-9]\\d{0,3}[dwmqy])$',
      default: fallback,
      description: `${description} A date, \`today\`, \`yesterday\`, or days, weeks, months, quarters or years ago such as \`-30d\`.`,
    }),
  )

const span = {
  since: Day('The first day.', '-30d'),
  until: Day('The last day.', 'today'),
}

/** Steps of time that rows are about. */
const steps = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const

const Interval = Type.Optional(
  Type.Union(
    steps.map((step) => Type.Literal(step)),
    { default: 'day', description: 'What each row is about.' },
  ),
)

const Limit = Type.Optional(
  Type.Integer({ minimum: 1, maximum: 1_000, default: 50, description: 'How many rows at the most.' }),
)

export interface Preset {
  readonly title: string
  readonly description: string
  readonly from: 'sales' | 'sessions'
  readonly show: readonly string[]
  /** A row for each value of these; without it, for each step of time unless `isTotal`. */
  readonly by?: readonly string[]
  /** One row for the whole span. */
  readonly isTotal?: true
  readonly example: string
}

/**
 * A fixed question to the shop's analytics. Callers choose the span, and the step or the number of rows: each by a schema
 * that lets nothing else into the query.
 */
export function preset({ title, description, from, show, by = [], isTotal, example }: Preset): Draft {
  const isOverTime = by.length === 0 && isTotal !== true
  const input = Type.Object({
    ...span,
    ...(isOverTime ? { interval: Interval } : {}),
    ...(by.length > 0 ? { limit: Limit } : {}),
  } as Record<string, TSchema>)
  const queryOf = (given: Readonly<Record<string, unknown>>): string => {
    const { since = '-30d', until = 'today', interval = 'day', limit = 50 } = given
    return [
      `FROM ${from} SHOW ${show.join(', ')}`,
      ...(by.length > 0 ? [`GROUP BY ${by.join(', ')}`] : []),
      ...(isOverTime ? [`TIMESERIES ${String(interval)}`] : []),
      `SINCE ${String(since)} UNTIL ${String(until)}`,
      ...(isOverTime ? [`ORDER BY ${String(interval)} ASC`] : []),
      ...(by.length > 0 ? [`ORDER BY ${show[0]} DESC LIMIT ${String(limit)}`] : []),
    ].join(' ')
  }
  return operation({
    title,
    description: `${description} ${access}`,
    effect: 'read',
    scopes,
    input,
    output: Table,
    cache: { ttl: '5m', staleWhileRevalidate: '5m', staleIfError: '1d' },
    documents: document,
    async run(context, { ask: asked }) {
      const answer = await ask(context, asked, { query: queryOf(context.input as Record<string, unknown>) })
      return tableOf(answer, '', context.report)
    },
    examples: [
      { title: example, input: { since: '2026-09-01', until: '2026-09-07' } as Static<typeof input> },
    ],
  })
}

/** Any question in ShopifyQL. */
export const shopifyql: Draft = operation({
  title: 'Ask in ShopifyQL',
  description: `Any question to the shop's analytics in ShopifyQL, such as \`FROM sales SHOW net_sales GROUP BY product_type SINCE -90d ORDER BY net_sales DESC LIMIT 10\`. The other operations of analytics ask the common ones. ${access}`,
  effect: 'read',
  scopes,
  input: Type.Object({
    query: Type.String({ minLength: 1, maxLength: 10_000, description: 'A query in ShopifyQL.' }),
  }),
  output: Table,
  cache: { ttl: '5m', staleWhileRevalidate: '5m', staleIfError: '1d' },
  documents: document,
  async run(context, { ask: asked }) {
    return tableOf(await ask(context, asked, { query: context.input.query }), '/query', context.report)
  },
  examples: [
    {
      title: 'Net sales by type of product',
      input: {
        query:
          'FROM sales SHOW net_sales, orders GROUP BY product_type SINCE 2026-09-01 UNTIL 2026-09-30 ORDER BY net_sales DESC LIMIT 3',
      },
    },
  ],
})
