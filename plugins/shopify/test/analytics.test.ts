import { Value } from '@sinclair/typebox/value'
import shopify from '@patchbay/connector-shopify'
import { startEmulator } from '@patchbay/emulator'
import t, { type Test } from 'tap'
import { tableOf } from '../src/analytics/table.ts'
import emulator from '../src/emulator/index.ts'
import { parseQuestion } from '../src/emulator/shopifyql/parse.ts'
import { call, emulatorTime, type Called } from './call.ts'

const connector: Called = shopify
const presets = Object.keys(connector.operations).filter(
  (id) => id.startsWith('analytics.') && id !== 'analytics.shopifyql',
)

async function open(t: Test) {
  const host = await startEmulator(emulator, { now: () => emulatorTime })
  t.teardown(() => host.close())
  return (name: string, input: Record<string, unknown>, token?: string) =>
    call(connector, host.url, name, input, token)
}

interface Rows {
  readonly rows: ReadonlyArray<Record<string, string | number | null>>
}

t.test('sums agree, however they are grouped', async (t) => {
  const run = await open(t)
  const span = { since: '2026-04-01', until: '2026-06-30' }
  const total = async (name: string, column: string, input: object = {}): Promise<number> => {
    const { rows } = (await run(`analytics.${name}`, { ...span, ...input })).output as Rows
    return Math.round(rows.reduce((sum, row) => sum + Number(row[column]), 0) * 10) / 10
  }
  const net = await total('sales_over_time', 'net_sales')
  t.ok(net > 1_000)
  for (const interval of ['week', 'month', 'quarter', 'year'])
    t.equal(await total('sales_over_time', 'net_sales', { interval }), net, interval)
  for (const name of ['sales_by_channel', 'sales_by_country', 'sales_by_vendor'])
    t.equal(await total(name, 'net_sales'), net, name)
  const { rows } = (await run('analytics.conversion_funnel', span)).output as Rows
  t.equal(rows.length, 1)
  t.equal(rows[0]?.['sessions'], await total('sessions', 'sessions'))
  t.equal(rows[0]?.['sessions'], await total('sessions_by_referrer', 'sessions'))
})

t.test('the best come first, and no more than were asked for', async (t) => {
  const run = await open(t)
  const { rows } = (await run('analytics.top_products', { since: '2026-03-01', limit: 5 })).output as Rows
  const amounts = rows.map(({ net_sales }) => Number(net_sales))
  t.equal(amounts.length, 5)
  t.same(
    amounts,
    amounts.toSorted((one, other) => other - one),
  )
  t.type(rows[0]?.['net_sales'], 'string', 'amounts are decimal text')
  t.type(rows[0]?.['orders'], 'number')
})

t.test('nothing but a day, a step and a number gets into a preset', (t) => {
  t.ok(presets.length >= 8)
  const hostile = ['today ORDER BY x', "2026-01-01' OR '1", '-30d\nFROM customers', '', '-0d', 'TODAY']
  for (const id of presets) {
    const schema = connector.operations[id]?.input
    if (schema === undefined) throw new Error(id)
    for (const since of hostile) t.notOk(Value.Check(schema, { since }), `${id}: ${JSON.stringify(since)}`)
    t.notOk(Value.Check(schema, { interval: 'day SINCE -1d' }), id)
    t.notOk(Value.Check(schema, { limit: '1 VISUALIZE x' }), id)
  }
  t.end()
})

t.test('what cannot be read is refused at the query', async (t) => {
  const run = await open(t)
  const wrong: ReadonlyArray<readonly [string, RegExp]> = [
    ['SHOW net_sales', /expected FROM/],
    ['FROM sales', /expected SHOW/],
    ['FROM nothing SHOW net_sales', /Table nothing not found/],
    ['FROM sales SHOW nothing', /Column nothing not found/],
    ['FROM sales SHOW net_sales GROUP BY nothing', /Column nothing not found/],
    ['FROM sales SHOW net_sales LIMIT 3 ORDER BY net_sales', /unexpected ORDER after LIMIT/],
    ['FROM sales SHOW net_sales SINCE 2026-13-40', /Invalid date/],
    ['FROM sales SHOW net_sales TIMESERIES fortnight', /step of time/],
    ['FROM sales SHOW net_sales COMPARE TO previous_period', /does not read COMPARE/],
    ['FROM sales SHOW net_sales; DROP', /unexpected character/],
    ['FROM sales SHOW net_sales WHERE product_vendor ~ x', /unexpected character/],
  ]
  for (const [query, message] of wrong) {
    await t.rejects(run('analytics.shopifyql', { query }), {
      code: 'vendor_rejected',
      errors: [{ path: '/query', message }],
    })
  }
  t.throws(() => parseQuestion('FROM sales SHOW'), { message: /unexpected end of query/ })
})

t.test('conditions hold', async (t) => {
  const run = await open(t)
  const rowsFor = async (query: string) => ((await run('analytics.shopifyql', { query })).output as Rows).rows
  const rows = await rowsFor(
    "FROM sales SHOW orders WHERE product_vendor = 'Alderbrook' AND sales_channel != 'Point of Sale' GROUP BY product_vendor, sales_channel SINCE -365d UNTIL today",
  )
  t.match(rows, [{ product_vendor: 'Alderbrook', sales_channel: 'Online Store' }])
  t.equal(rows.length, 1)
  const during = await rowsFor('FROM sales SHOW orders DURING last_month')
  const since = await rowsFor('FROM sales SHOW orders SINCE -30d UNTIL yesterday')
  t.same(during, since)
})

t.test('without the scope the problem names it', async (t) => {
  const run = await open(t)
  await t.rejects(run('analytics.sales_over_time', {}, 'shpat_emulator_read_orders'), {
    code: 'connection_forbidden',
    message: /read_reports/,
  })
})

t.test('rows come in two shapes, and values by the type of their column', (t) => {
  const columns = [
    { name: 'day', dataType: 'DAY_TIMESTAMP', displayName: 'Day' },
    { name: 'orders', dataType: 'INTEGER', displayName: 'Orders' },
    { name: 'rate', dataType: 'PERCENT', displayName: 'Rate' },
    { name: 'net_sales', dataType: 'MONEY', displayName: 'Net sales' },
    { name: 'isNew', dataType: 'BOOLEAN', displayName: 'New' },
  ]
  const warnings: string[] = []
  const report = {
    warning: ({ message }: { message: string }) => warnings.push(message),
    next() {},
    partial() {},
  }
  const read = (rows: unknown) =>
    tableOf(
      { shopifyqlQuery: { tableData: { columns, rows }, parseErrors: [], parseWarnings: ['Mind the gap'] } },
      '/query',
      report,
    ).rows
  const expected = [{ day: '2026-10-01', orders: 3, rate: 0.25, net_sales: '12.50', isNew: true }]
  const values = ['2026-10-01', '3', '0.25', '12.50', 'true']
  t.same(read([values]), expected)
  t.same(read([Object.fromEntries(columns.map(({ name }, index) => [name, values[index]]))]), expected)
  t.same(read([['2026-10-01', null, 'n/a']]), [
    { day: '2026-10-01', orders: null, rate: 'n/a', net_sales: null, isNew: null },
  ])
  t.same(warnings, ['Mind the gap', 'Mind the gap', 'Mind the gap'])
  t.throws(() => tableOf({ shopifyqlQuery: null }, '', report), { code: 'vendor_error' })
  t.end()
})
