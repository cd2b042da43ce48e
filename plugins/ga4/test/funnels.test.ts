import { Problem } from '@patchbay/contract'
import t, { type Test } from 'tap'
import connector from '../src/index.ts'
import { named, property, startAnalytics, sumOf } from './support/analytics.ts'
import { call } from './support/call.ts'

const days = { startDate: '2026-10-01', endDate: '2026-10-14' }
const steps = [
  { name: 'Item', events: ['view_item'] },
  { name: 'Purchase', events: ['purchase'] },
]

interface Funnel {
  readonly steps: ReadonlyArray<Record<string, string | number>>
  readonly visualization: ReadonlyArray<Record<string, string | number>>
}

async function start(t: Test) {
  const analytics = await startAnalytics(t)
  const run = async (input: Record<string, unknown>): Promise<Funnel> => {
    const { output } = await call(connector, analytics.host.url, 'reports.funnel', { ...days, ...input })
    return output as Funnel
  }
  return { ...analytics, run }
}

const usersOf = ({ steps: rows }: Funnel, more: Record<string, string> = {}): number[] =>
  rows
    .filter((row) => Object.entries(more).every(([name, value]) => row[name] === value))
    .map(({ activeUsers }) => Number(activeUsers))

t.test('the first step has the users who had its event', async (t) => {
  const { run, report } = await start(t)
  const [item] = usersOf(await run({ steps }))
  const { body } = await report({
    metrics: named('totalUsers'),
    dateRanges: [days],
    dimensionFilter: { filter: { fieldName: 'eventName', stringFilter: { value: 'view_item' } } },
  })
  t.equal(item, sumOf(body.rows))
})

t.test('parameters of events narrow a step', async (t) => {
  const { run } = await start(t)
  const purchases = async (parameters?: object[]) => {
    const step = {
      name: 'Purchase',
      events: ['purchase'],
      ...(parameters === undefined ? {} : { parameters }),
    }
    return usersOf(await run({ steps: [step] }))[0] ?? 0
  }
  const all = await purchases()
  const large = await purchases([{ field: 'value', operator: 'at_least', value: 50 }])
  const small = await purchases([{ field: 'value', operator: 'less_than', value: 50 }])
  t.ok(large > 0 && small > 0 && large < all)
  t.ok(large + small >= all, 'who bought twice may be in both')
  t.equal(await purchases([{ field: 'no_such_parameter', value: 'x' }]), 0)
})

t.test('segments are looked at side by side', async (t) => {
  const { run } = await start(t)
  const mobile = [{ field: 'deviceCategory', value: 'mobile' }]
  const others = [{ field: 'deviceCategory', value: 'mobile', not: true }]
  const parts = await run({
    steps,
    segments: [
      { name: 'Mobile', where: mobile },
      { name: 'Others', where: others },
    ],
  })
  const whole = usersOf(await run({ steps }))
  const sums = usersOf(parts, { segment: 'Mobile' }).map(
    (users, index) => users + (usersOf(parts, { segment: 'Others' })[index] ?? 0),
  )
  t.same(sums, whole, 'every user has one device')
  const scopes = await run({
    steps: [{ name: 'View', events: ['page_view'] }],
    segments: ['users', 'sessions', 'events'].map((of) => ({ name: of, of, events: ['purchase'] })),
  })
  const [users, sessions, events] = usersOf(scopes)
  t.ok((users ?? 0) > 0)
  t.equal(sessions, users, 'who bought saw pages in that session')
  t.equal(events, 0, 'a purchase is no view')
})

t.test('breakdowns, trends and next actions add rows', async (t) => {
  const { run } = await start(t)
  const broken = await run({ steps, breakdown: 'deviceCategory', breakdownLimit: 2 })
  const totals = usersOf(broken, { deviceCategory: 'RESERVED_TOTAL' })
  t.same(totals, usersOf(await run({ steps })))
  t.equal(new Set(broken.steps.map(({ deviceCategory }) => deviceCategory)).size, 3)
  const trend = await run({ steps, trend: true })
  t.equal(new Set(trend.visualization.map(({ date }) => date)).size, 14)
  const next = await run({ steps, nextAction: 'eventName', nextActionLimit: 3 })
  t.ok(next.visualization.some(({ funnelStepNextAction }) => funnelStepNextAction === 'page_view'))
})

t.test('what a funnel cannot say is refused where it stands', async (t) => {
  const { host } = await start(t)
  const cases = [
    [{ steps: [{ name: 'Nothing' }] }, '/steps/0'],
    [{ steps: [{ name: 'Empty', where: [{ field: 'country', operator: 'is_empty' }] }] }, '/steps/0/where'],
    [{ steps, segments: [{ name: 'Nobody' }] }, '/segments/0'],
  ] as const
  for (const [input, path] of cases) {
    const failing = call(connector, host.url, 'reports.funnel', { ...days, ...input })
    const error: unknown = await failing.catch((reason: unknown) => reason)
    t.match(Problem.is(error) ? error : {}, { code: 'invalid_input', errors: [{ path }] })
  }
})

t.test('a funnel counts on a quota of its own', async (t) => {
  const { host } = await start(t)
  const { sent } = await call(connector, host.url, 'reports.funnel', { ...days, steps })
  t.match(sent, [{ about: { funnel: property.shop }, cost: { funnelTokensPerDay: 10 } }])
})
