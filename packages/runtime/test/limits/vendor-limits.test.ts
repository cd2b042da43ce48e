import type { Socket } from 'node:net'
import t from 'tap'
import { openRaw } from '../support/answer.ts'
import { expectProblem } from '../support/expect-problem.ts'
import { adminKey } from '../support/open-app.ts'
import { openMetered } from '../support/open-metered.ts'
import { answerJson } from '../support/start-vendor.ts'
import { until } from '../support/until.ts'

t.test('a call takes what it is predicted to cost, once', async (t) => {
  const { call, limit, vendor } = await openMetered(t)
  t.equal((await call('items.list', { points: 30 })).status, 200)
  t.equal(vendor.requests.length, 2)
  t.equal(Math.round((await limit('points')).left), 70)
  t.match(await limit('lanes'), { left: 2, capacity: 2, waiting: 0 })
})

t.test('what is spent is refused with the limit, what is left, what is needed and when', async (t) => {
  const { call, vendor } = await openMetered(t)
  await call('items.list', { points: 90 })
  const sent = vendor.requests.length
  const problem = expectProblem(t, await call('items.list', { points: 50 }), 'vendor_rate_limited')
  t.match(problem.detail, /There are 10 points left of the limit "Points", and the request needs 50\./)
  t.match(problem, { retryable: true, connector: 'metered', connection: 'main' })
  t.ok((problem.retryAfter ?? 0) > 3_900, String(problem.retryAfter))
  t.equal(vendor.requests.length, sent, 'nothing is sent')
})

t.test('what the limit never holds is not worth a retry', async (t) => {
  const { call } = await openMetered(t)
  const problem = expectProblem(t, await call('items.list', { points: 500 }), 'vendor_rate_limited')
  t.match(problem, { retryable: false, retryAfter: undefined, advice: /Ask for less at once/ })
  t.match(problem.detail, /needs 500 points of the limit "Points", which never holds so much/)
})

t.test('a cost that is no number is a fault of the connector', async (t) => {
  const { call } = await openMetered(t)
  expectProblem(t, await call('items.list', { points: -1 }), 'internal')
})

t.test('a request can state what it takes itself', async (t) => {
  const { call, limit } = await openMetered(t)
  t.equal((await call('pages.look', { pages: ['/a', '/b', '/c'] })).status, 200)
  t.equal(Math.round((await limit('points')).left), 60, 'the first request bears the cost of the call')
  const stated = await call('pages.look', { pages: ['/a', '/b', '/c'], points: 5 })
  t.equal(stated.status, 200)
  t.equal(Math.round((await limit('points')).left), 45, 'each one takes what it says')
})

t.test('a limit counts what requests say that they are about', async (t) => {
  const { call, limit, vendor } = await openMetered(t)
  t.equal((await call('pages.look', { pages: ['/a', '/a', '/b'] })).status, 200)
  t.match(await limit('page', { 'request.page': '/a' }), { left: 1 })
  t.match(await limit('page', { 'request.page': '/b' }), { left: 2 })
  const problem = expectProblem(t, await call('pages.look', { pages: ['/a', '/a'] }), 'vendor_rate_limited')
  t.match(problem.detail, /limit "Looks at a page"/)
  t.equal(vendor.requests.length, 4, 'the second one is not sent')
  t.equal((await call('items.get')).status, 200, 'it does not apply to others')
})

t.test('an operation can see how its limits are', async (t) => {
  const { call } = await openMetered(t)
  await call('pages.look', { pages: ['/a', '/a'] })
  const { text } = await call('limits.get', { page: '/a' })
  const { data } = JSON.parse(text) as { data: Record<string, unknown> }
  t.match(data, { page: { left: 1, capacity: 3, pausedFor: 0 }, points: { left: Number, capacity: 100 } })
  t.notOk('day' in data, 'what does not apply is left out')
})

t.test('a cost of a limit that there is not is a fault of the connector', async (t) => {
  const { call, vendor } = await openMetered(t)
  expectProblem(t, await call('gold.get'), 'internal')
  t.equal(vendor.requests.length, 0)
})

t.test('a call waits where that is all it takes', async (t) => {
  const { call, vendor, metric } = await openMetered(t)
  const begun = performance.now()
  const answers = await Promise.all(Array.from({ length: 25 }, () => call('items.get')))
  t.ok(answers.every(({ status }) => status === 200))
  t.equal(vendor.requests.length, 25)
  t.ok(performance.now() - begun >= 400, 'five of them had to wait for a tenth of a second each')
  t.ok(await metric(/^patchbay_limit_wait_seconds_count\{connector="metered",limit="/))
})

t.test('no more requests are under way than the vendor allows', async (t) => {
  let open = 0
  let most = 0
  const { call, vendor } = await openMetered(t, {
    listener: (request, response) => {
      open += 1
      most = Math.max(most, open)
      setTimeout(() => {
        open -= 1
        answerJson({ ok: true })(request, response)
      }, 20)
    },
  })
  await Promise.all(Array.from({ length: 10 }, () => call('items.get')))
  t.equal(vendor.requests.length, 10)
  t.equal(most, 2)
})

t.test('a lane is free again however its request ends', async (t) => {
  const { call, vendor, limit } = await openMetered(t, { settings: { vendorAttempts: 1 } })
  vendor.answerWith((request) => request.socket.destroy())
  for (let count = 0; count < 4; count += 1) expectProblem(t, await call('items.get'), 'vendor_error')
  vendor.answerWith(answerJson({}, 503))
  for (let count = 0; count < 4; count += 1) expectProblem(t, await call('items.get'), 'vendor_error')
  t.match(await limit('lanes'), { left: 2 })
})

t.test('a request that was never sent costs nothing', async (t) => {
  const { call, vendor, limit } = await openMetered(t, { settings: { vendorAttempts: 1 } })
  await vendor.close()
  await call('items.list', { points: 90 })
  t.equal(Math.round((await limit('points')).left), 100)
})

t.test('every attempt takes from the limits, also a retry', async (t) => {
  const { call, vendor, limit } = await openMetered(t, { settings: { vendorAttempts: 3 } })
  vendor.answerWith(answerJson({}, 503))
  await call('items.list', { points: 10 })
  t.equal(vendor.requests.length, 3)
  t.equal(Math.round((await limit('points')).left), 70)
})

t.test('a limit counts by what it says: input, config, and nothing where a value is missing', async (t) => {
  const { call, limits } = await openMetered(t, {
    connections: [
      { id: 'main' },
      { id: 'one', config: { property: 'p' } },
      { id: 'two', config: { property: 'p' } },
    ],
  })
  const report = (connection: string, site?: string) =>
    call('reports.get', { query: site === undefined ? {} : { site } }, connection)
  for (const site of ['a', 'b', 'a', 'b']) t.equal((await report('main', site)).status, 200)
  const refused = expectProblem(t, await report('main', 'a'), 'vendor_rate_limited')
  t.match(refused.detail, /Reports of a site/)
  for (let count = 0; count < 4; count += 1)
    t.equal((await report('main')).status, 200, 'no site, no property')

  t.equal((await report('one')).status, 200)
  t.equal((await report('two')).status, 200)
  t.equal((await report('two')).status, 200)
  t.match(expectProblem(t, await report('one'), 'vendor_rate_limited').detail, /property a day/)

  const counts = (await limits('?connection=main')).filter(({ limit }) => limit === 'site')
  t.match(
    counts.map(({ values, left }) => [values['input.query.site'], left]),
    [
      ['a', 0],
      ['b', 0],
    ],
  )
  t.match(
    (await limits('?connection=two&connector=metered')).find(({ limit }) => limit === 'day'),
    { left: 0, capacity: 3, values: { 'config.property': 'p' }, timeZone: 'America/Los_Angeles' },
  )
  t.same(await limits('?connector=other'), [])
})

t.test(
  'what an answer tells is believed: what is left, how much it holds, what it really cost',
  async (t) => {
    const { call, vendor, limit } = await openMetered(t)
    const observe = (facts: object): void =>
      vendor.answerWith(answerJson({ ok: true }, 200, { 'x-observed': JSON.stringify({ points: facts }) }))
    observe({ cost: 5 })
    await call('items.list', { points: 30 })
    t.equal(Math.round((await limit('points')).left), 90, 'thirty were predicted, and each request cost five')
    observe({ left: 40, capacity: 400, refillPerSecond: 0.02 })
    await call('items.list', { points: 30 })
    t.match(await limit('points'), { capacity: 400, refillPerSecond: 0.02 })
    t.equal(Math.round((await limit('points')).left), 40)
  },
)

t.test('an answer about a limit that the request did not take from is heeded as well', async (t) => {
  const { call, vendor, limit } = await openMetered(t)
  vendor.answerWith(
    answerJson({ ok: true }, 200, { 'x-observed': '{"points":{"left":7},"lanes":{"left":1},"no":{}}' }),
  )
  await call('items.get')
  t.equal(Math.round((await limit('points')).left), 7)
})

t.test('a vendor that asks for a pause gets it from all calls of the connection', async (t) => {
  const { call, vendor, limits, metric } = await openMetered(t, {
    connections: [{ id: 'main' }, { id: 'other' }],
  })
  vendor.answerWith(answerJson({}, 429, { 'retry-after': '60' }))
  expectProblem(t, await call('items.get'), 'vendor_rate_limited')
  const problem = expectProblem(t, await call('items.list', { points: 1 }), 'vendor_rate_limited')
  t.match(problem.detail, /asks to be left alone by this connection for another \d/)
  t.ok((problem.retryAfter ?? 0) > 50)
  t.equal(vendor.requests.length, 1)
  t.ok((await limits('?connection=main')).every(({ pausedUntil }) => pausedUntil !== null))
  t.equal(
    await metric(/^patchbay_limit_refusals_total\{connector="metered",limit="pause",reason="paused"\}/),
    1,
  )
  vendor.answerWith(answerJson({ ok: true }))
  t.equal((await call('items.get', {}, 'other')).status, 200, 'another connection is not concerned')
})

t.test('a pause of one limit leaves the others alone', async (t) => {
  const { call, vendor } = await openMetered(t)
  vendor.answerWith(answerJson({}, 200, { 'x-throttled': '60', 'x-observed': '{"points":{"pausedFor":60}}' }))
  expectProblem(t, await call('items.list', { points: 1 }), 'vendor_rate_limited')
  vendor.answerWith(answerJson({ ok: true }))
  t.equal((await call('items.get')).status, 200)
  const problem = expectProblem(t, await call('items.list', { points: 1 }), 'vendor_rate_limited')
  t.match(problem.detail, /admits nothing more of the limit "Points" for another/)
})

t.test('a throttled answer that tells what is left needs no pause', async (t) => {
  const { call, vendor, limits } = await openMetered(t)
  vendor.answerWith(answerJson({}, 200, { 'x-throttled': '60', 'x-observed': '{"points":{"left":50}}' }))
  expectProblem(t, await call('items.list', { points: 60 }), 'vendor_rate_limited')
  vendor.answerWith(answerJson({ ok: true }))
  t.ok((await limits()).every(({ pausedUntil }) => pausedUntil === null))
  t.equal((await call('items.list', { points: 40 })).status, 200)
})

t.test(
  'where limits are only observed, nothing is held back, and what would have been is counted',
  async (t) => {
    const { call, vendor, metric } = await openMetered(t, { settings: { limits: 'observe' } })
    for (let count = 0; count < 3; count += 1) t.equal((await call('items.list', { points: 60 })).status, 200)
    vendor.answerWith(answerJson({}, 429, { 'retry-after': '60' }))
    await call('items.get')
    await call('items.get')
    t.equal(vendor.requests.length, 8)
    const observed = (limit: string) =>
      metric(
        new RegExp(
          `^patchbay_limit_refusals_total\\{connector="metered",limit="${limit}",reason="observed"\\}`,
        ),
      )
    t.equal(await observed('points'), 2)
    t.ok(await observed('pause'))
  },
)

t.test('a caller that leaves while its call waits leaves the line', async (t) => {
  const { port, vendor, limit } = await openMetered(t, { listener: () => {}, settings: { readRate: 'off' } })
  const begin = async (): Promise<Socket> => {
    const { socket } = await openRaw(port)
    t.teardown(() => socket.destroy())
    socket.write(
      `POST /v1/connectors/metered/items.get HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${adminKey}\r\nContent-Length: 0\r\n\r\n`,
    )
    return socket
  }
  // The vendor never answers these two, and has two lanes.
  await begin()
  await begin()
  t.ok(await until(() => vendor.requests.length === 2))
  const third = await begin()
  t.ok(await until(async () => (await limit('lanes')).waiting === 1), 'it waits')
  third.destroy()
  t.ok(await until(async () => (await limit('lanes')).waiting === 0), 'it has left')
  t.equal(vendor.requests.length, 2)
})
