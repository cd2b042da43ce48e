import t from 'tap'
import { trafficDrops } from '../../src/insights/traffic-drops.ts'
import { anyRows, row } from './support.ts'

t.test('a change of clicks is split at the means', async (t) => {
  // 100 × 10 % became 200 × 4 %: impressions +100 × 7 %, rate -6 % × 150.
  const { rows } = trafficDrops({
    current: [row('/a', 8, 200, 6)],
    previous: [row('/a', 10, 100, 4)],
    dimensions: ['page'],
  })
  t.match(rows, [{ page: '/a', clicksChange: -2, impressionsEffect: 7, ctrEffect: -9, share: 1 }])
})

t.test('one factor that stays explains nothing', async (t) => {
  const { rows } = trafficDrops({
    current: [row('shown less', 5, 50), row('clicked less', 5, 100)],
    previous: [row('shown less', 10, 100), row('clicked less', 10, 100)],
    dimensions: ['query'],
  })
  t.match(rows, [
    { query: 'clicked less', impressionsEffect: 0, ctrEffect: -5 },
    { query: 'shown less', impressionsEffect: -5, ctrEffect: 0 },
  ])
})

t.test('what is new or lost changed its impressions', async (t) => {
  const { rows } = trafficDrops({
    current: [row('new', 3, 30)],
    previous: [row('lost', 10, 100)],
    dimensions: ['query'],
    direction: 'both',
  })
  t.match(rows, [
    { query: 'lost', status: 'lost', impressionsEffect: -10, ctrEffect: 0 },
    { query: 'new', status: 'new', impressionsEffect: 3, ctrEffect: 0 },
  ])
})

t.test('rows of the wanted direction only, the largest first; totals of all', async (t) => {
  const input = {
    current: [row('a', 1, 100), row('b', 9, 100), row('c', 30, 100), row('d', 4, 100)],
    previous: [row('a', 9, 100), row('b', 10, 100), row('c', 10, 100), row('d', 4, 100)],
    dimensions: ['query'],
  } as const
  const order = (direction: 'drops' | 'gains' | 'both') =>
    trafficDrops({ ...input, direction }).rows.map(({ query }) => query)
  t.strictSame(order('drops'), ['a', 'b'])
  t.strictSame(order('gains'), ['c'])
  t.strictSame(order('both'), ['c', 'a', 'b'])
  t.match(trafficDrops({ ...input, limit: 1, offset: 1 }), {
    rows: [{ query: 'b' }],
    rowCount: 2,
    total: { clicksChange: 11, impressionsEffect: 0, ctrEffect: 11 },
  })
})

t.test("the property's rest is named", async (t) => {
  const { withheld } = trafficDrops({
    current: [row('a', 5, 50)],
    previous: [row('a', 10, 100)],
    dimensions: ['query'],
    totals: { current: { clicks: 25, impressions: 400 }, previous: { clicks: 40, impressions: 500 } },
  })
  t.strictSame(withheld, {
    current: { clicks: 20, impressions: 350 },
    previous: { clicks: 30, impressions: 400 },
    clicksChange: -10,
  })
  t.strictSame(trafficDrops({ current: [], previous: [], dimensions: ['query'] }).withheld, {
    current: null,
    previous: null,
    clicksChange: null,
  })
})

t.test('for any rows: effects of a row add up to its change, and rows to the total', async (t) => {
  for (let seed = 1; seed <= 30; seed += 1) {
    const period = (which: number) => anyRows(seed * 2 + which, 150, (upTo) => [`q${upTo(60)}`])
    const [current, previous] = [period(0), period(1)]
    const { rows, total } = trafficDrops({
      current,
      previous,
      dimensions: ['query'],
      direction: 'both',
      limit: 1000,
    })
    let impressionsEffect = 0
    let ctrEffect = 0
    for (const each of rows) {
      t.ok(Math.abs(each.impressionsEffect + each.ctrEffect - each.clicksChange) < 1e-9)
      impressionsEffect += each.impressionsEffect
      ctrEffect += each.ctrEffect
    }
    const clicks = (list: typeof current) => list.reduce((sum, each) => sum + each.clicks, 0)
    t.equal(total.clicksChange, clicks(current) - clicks(previous))
    t.ok(Math.abs(total.impressionsEffect + total.ctrEffect - total.clicksChange) < 1e-9)
    // Rows whose clicks did not change are not listed, and their effects cancel each other out.
    t.ok(Math.abs(impressionsEffect + ctrEffect - total.clicksChange) < 1e-9, `seed ${seed}`)
  }
})
