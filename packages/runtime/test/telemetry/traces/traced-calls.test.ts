import t from 'tap'
import { openTraced, within } from '../../support/open-traced.ts'
import { counting } from '../../support/open-shelf.ts'
import { answerJson } from '../../support/start-vendor.ts'
import { until } from '../../support/until.ts'

const trace = '12345678901234567890123456789012'
const caller = '1234567890123456'
const traceparent = `00-${trace}-${caller}-01`

t.test('a request, its call and its attempts are one trace', async (t) => {
  let count = 0
  const { post, flush, collector, vendor, calls } = await openTraced(
    t,
    'probe',
    (request, response) => {
      count += 1
      answerJson({ ok: true }, count === 1 ? 503 : 200)(request, response)
    },
    { otlpHeaders: 'api-key=abc%20def, team=core', serviceName: 'bay' },
  )
  const answer = await post(
    '/v1/connectors/probe/items.get?q=secret-question',
    {},
    { traceparent, tracestate: 'foo=1' },
  )
  t.equal(answer.status, 200)
  const spans = (await flush()).filter(({ traceId }) => traceId === trace)
  t.equal(collector.requests[0]?.path, '/v1/traces')
  t.match(collector.requests[0]?.headers, {
    'api-key': 'abc def',
    team: 'core',
    'content-type': 'application/x-protobuf',
  })

  const server = spans.find(({ parentId }) => parentId === caller)
  t.match(server, {
    name: 'POST /v1/connectors/probe/items.get',
    kind: 2,
    state: 'foo=1',
    isFailed: false,
    facts: {
      'http.request.method': 'POST',
      'http.route': '/v1/connectors/probe/items.get',
      'http.response.status_code': 200,
      'patchbay.request.id': answer.headers['x-request-id'],
    },
    resource: { 'service.name': 'bay', 'telemetry.sdk.name': 'opentelemetry' },
  })
  const call = collector.span('call probe/items.get')
  t.equal(call.parentId, server?.spanId)
  t.same(call.facts, {
    'patchbay.connector': 'probe',
    'patchbay.operation': 'items.get',
    'patchbay.effect': 'read',
    'patchbay.tenant': 'default',
    'patchbay.request.id': answer.headers['x-request-id'],
    'patchbay.connection': 'main',
    'patchbay.outcome': 'ok',
    'patchbay.attempts': 2,
  })
  t.match(call.events, [{ name: 'retry', facts: { 'patchbay.problem': 'vendor_error' } }])
  t.same(within(spans, call), ['GET', 'GET'])
  const [failed, repeated] = spans.filter(({ kind }) => kind === 3)
  const port = Number(new URL(vendor.url).port)
  t.match(failed, {
    isFailed: true,
    facts: {
      'http.request.method': 'GET',
      'http.response.status_code': 503,
      'server.address': '127.0.0.1',
      'server.port': port,
      'url.full': `${vendor.url}/items`,
      'error.type': 'vendor_error',
    },
  })
  t.match(repeated, {
    isFailed: false,
    facts: { 'http.request.resend_count': 1, 'http.response.status_code': 200 },
  })
  t.match(calls(), [{ traceId: trace, spanId: call.spanId }], 'the line of the call names its span')
})

t.test('a failure is told by its code, and a fault of ours fails the request', async (t) => {
  const { post, flush, collector } = await openTraced(t, 'probe', answerJson({ why: 'private' }, 422))
  const rejected = await post('/v1/connectors/probe/items.add', {})
  t.equal(rejected.status, 422)
  t.equal((await post('/v1/connectors/probe/faults.cause', { kind: 'type-error' })).status, 500)
  const spans = await flush()
  t.match(collector.span('call probe/items.add'), {
    isFailed: true,
    facts: { 'patchbay.outcome': 'vendor_rejected', 'error.type': 'vendor_rejected', 'patchbay.attempts': 1 },
  })
  t.match(collector.span('POST /v1/connectors/probe/items.add'), { isFailed: false })
  t.match(collector.span('POST /v1/connectors/probe/faults.cause'), {
    isFailed: true,
    facts: { 'error.type': '500' },
  })
  t.notMatch(collector.raw(), /secret details of a bug|private/)
  const { traceId } = JSON.parse(rejected.text) as { traceId: string }
  t.ok(
    spans.some((span) => span.traceId === traceId),
    'the problem names the trace',
  )
  t.equal(
    traceId,
    rejected.headers['x-request-id'],
    'which goes by the id of the request where it begins here',
  )
})

t.test('waits for limits and what breakers refuse are seen', async (t) => {
  const { post, flush, collector, vendor } = await openTraced(t, 'probe', answerJson({ ok: true }), {
    breakerVolume: 5,
    vendorAttempts: 1,
  })
  await post('/v1/connectors/probe/items.get', { points: 98 })
  await post('/v1/connectors/probe/items.get', { points: 5 })
  vendor.answerWith(answerJson({}, 500))
  const ends = new Set<string>()
  for (let tries = 0; tries < 20 && !ends.has('circuit_open'); tries += 1) {
    const { text } = await post('/v1/connectors/probe/items.put', {})
    ends.add((JSON.parse(text) as { code: string }).code)
  }
  t.ok(ends.has('circuit_open'))
  await flush()
  const wait = collector.span('limit wait')
  t.ok(wait.duration > 50)
  const refused = collector.spans().find(({ facts }) => facts['patchbay.outcome'] === 'circuit_open')
  t.match(refused?.events, [{ name: 'breaker refusal', facts: { 'patchbay.origin': 'api' } }])
})

t.test('the cache says how it took part, and its refreshes are seen', async (t) => {
  const clock = { now: 1_800_000_000_000 }
  const { get, flush, collector, vendor } = await openTraced(
    t,
    'shelf',
    counting(),
    {},
    { now: () => clock.now },
  )
  const find = () => get('/v1/connectors/shelf/books.find?shelf=a')
  await find()
  await find()
  clock.now += 70_000
  await find()
  t.ok(await until(async () => vendor.requests.length === 2))
  const spans = await flush()
  const calls = spans.filter(({ name }) => name === 'call shelf/books.find')
  t.same(calls.map(({ facts }) => `${facts['patchbay.cache']} ${facts['patchbay.attempts']}`).toSorted(), [
    'hit 0',
    'miss 1',
    'stale 0',
  ])
  const refresh = collector.span('cache refresh')
  t.equal(refresh.parentId, calls.find(({ facts }) => facts['patchbay.cache'] === 'stale')?.spanId)
  t.same(within(spans, refresh), ['GET'])
})

t.test('transforms are seen, and in threads the part that is their own', async (t) => {
  const { post, flush, collector } = await openTraced(t, 'heavy', answerJson([1, 2]), {
    transformInlinePlain: 1_000,
  })
  await post('/v1/connectors/heavy/reports.sum', {})
  await flush()
  t.match(collector.span('transform sum-report'), { facts: { 'patchbay.place': 'inline' } })

  const heavy = await openTraced(t, 'heavy', answerJson([1, 2]), {
    transformInlinePlain: 0,
    transformInlineBytes: 0,
  })
  await heavy.post('/v1/connectors/heavy/reports.sum', {})
  const spans = await heavy.flush()
  const transform = heavy.collector.span('transform sum-report')
  t.match(transform, { facts: { 'patchbay.place': 'thread' } })
  t.same(within(spans, transform), ['transform run'])
  const run = heavy.collector.span('transform run')
  t.ok(run.duration >= 0 && run.duration <= transform.duration + 1, 'the rest is the wait for the thread')
})

t.test('streams end their span with their last line', async (t) => {
  const { post, flush, collector } = await openTraced(t, 'reel', answerJson({ rows: [], next: null }))
  const { status } = await post('/v1/connectors/reel/rows.read', {})
  await flush()
  t.equal(status < 500, true)
  t.match(collector.span('call reel/rows.read'), { facts: { 'patchbay.operation': 'rows.read' } })
})

t.test('machines that ask for the health have no traces', async (t) => {
  const { get, flush } = await openTraced(t, 'probe', answerJson({ ok: true }))
  for (const path of ['/livez', '/readyz', '/metrics', '/nowhere']) await get(path)
  const names = (await flush()).filter(({ kind }) => kind === 2).map(({ name }) => name)
  t.same(names, ['GET'], 'and what has no route is not named by its path')
})

t.test('readings of the store are traces of their own', async (t) => {
  const { get, post, flush, collector } = await openTraced(t, 'probe', answerJson({ ok: true }))
  t.equal((await get('/v1/flags')).status, 200)
  await post('/v1/connectors/probe/items.get', {})
  await flush()
  for (const what of ['flags', 'quotas', 'toolsets', 'tool pins']) {
    t.ok(
      collector.spans().some(({ name, parentId }) => name === `refresh ${what}` && parentId === ''),
      what,
    )
  }
})
