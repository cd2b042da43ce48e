import { setTimeout as sleep } from 'node:timers/promises'
import t, { type Test } from 'tap'
import type { ProblemCode } from '@patchbay/contract'
import { fetchAnswer, openRaw, parseRaw, rawAnswer } from '../support/answer.ts'
import { expectProblem, type ProblemBody } from '../support/expect-problem.ts'
import { adminKey, openApp } from '../support/open-app.ts'

const path = '/v1/connectors/echo/text.say'
const authorization = `Bearer ${adminKey}`

const head = (requestLine: string, ...headers: string[]): string =>
  [
    requestLine,
    'Host: localhost',
    `Authorization: ${authorization}`,
    'Connection: close',
    ...headers,
    '',
    '',
  ].join('\r\n')

t.test('bodies that are no JSON object', async (t) => {
  const { post } = await openApp(t)
  const notJson = [
    '{',
    '{"text":}',
    'text=a',
    '{"text":"a"} {"text":"b"}',
    "{'text':'a'}",
    'NaN',
    '\u0000',
    '[1,',
  ]
  for (const body of notJson) {
    t.comment(JSON.stringify(body))
    const problem = expectProblem(t, await post(path, body), 'invalid_input')
    t.match(problem.detail, /^The body is not JSON: /)
    t.match(problem.errors, [{ path: '', message: /./ }])
  }
})

t.test('keys that reach for a prototype', async (t) => {
  const { post } = await openApp(t)
  const hostile = [
    '{"text":"a","__proto__":{"loud":true}}',
    '{"__proto__":null,"text":"a"}',
    '{"text":"a","constructor":{"prototype":{"loud":true}}}',
    '{"text":"a","\\u005f_proto__":{"loud":true}}',
    '{"note":{"__proto__":{"text":"a"}}}',
  ]
  for (const body of hostile) {
    t.comment(body)
    expectProblem(t, await post(path, body), 'invalid_input')
  }
  t.notOk('loud' in {}, 'no prototype was touched')
})

t.test('a byte order mark is no fault', async (t) => {
  const { post } = await openApp(t)
  t.equal((await post(path, '\uFEFF{"text":"a"}')).status, 200)
})

t.test('JSON of a hundred thousand levels', async (t) => {
  const { post } = await openApp(t)
  const depth = 100_000
  const deep = '['.repeat(depth) + ']'.repeat(depth)
  expectProblem(t, await post(path, `{"text":${deep}}`), 'invalid_input')
  expectProblem(t, await post(path, `{"x":${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}}`), 'invalid_input')
  expectProblem(t, await post(path, '['.repeat(depth)), 'invalid_input')
  t.equal((await post(path, { text: 'a' })).status, 200, 'it still serves')
})

t.test('a body that is too large, said beforehand or not', async (t) => {
  const { url, post } = await openApp(t, { settings: { bodyLimit: 2_000 } })
  const large = JSON.stringify({ text: 'x'.repeat(3_000) })
  expectProblem(t, await post(path, large), 'too_large')
  const stream = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(large))
      controller.close()
    },
  })
  const chunked = await fetchAnswer(url + path, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: stream,
    duplex: 'half',
  })
  expectProblem(t, chunked, 'too_large')
  t.equal((await post(path, { text: 'x'.repeat(90) })).status, 200)
})

t.test('media types other than JSON, and none at all', async (t) => {
  const { url, port, post } = await openApp(t)
  const types = [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'application/vnd.api+json',
    'application/jsonp',
    'json',
    '*/*',
    ';',
  ]
  for (const type of types) {
    t.comment(type)
    expectProblem(t, await post(path, '{"text":"a"}', { 'content-type': type }), 'unsupported_media_type')
  }
  const none = head(`POST ${path} HTTP/1.1`, 'Content-Length: 12') + '{"text":"a"}'
  expectProblem(t, await rawAnswer(port, none), 'unsupported_media_type')
  for (const type of ['application/json', 'Application/JSON', 'application/json; charset=utf-8']) {
    const answer = await fetchAnswer(url + path, {
      method: 'POST',
      headers: { authorization, 'content-type': type },
      body: '{"text":"a"}',
    })
    t.equal(answer.status, 200, type)
  }
})

t.test('paths that are odd', async (t) => {
  const { port } = await openApp(t)
  const request = async (target: string, code: ProblemCode, status?: number): Promise<ProblemBody> => {
    t.comment(target.slice(0, 80))
    const answer = await rawAnswer(port, head(`GET ${target} HTTP/1.1`))
    const problem = expectProblem(t, answer, code, status)
    t.equal(problem.instance, `urn:patchbay:request:${answer.headers['x-request-id']}`)
    return problem
  }
  await request('/%', 'invalid_request')
  await request('/%zz', 'invalid_request')
  await request('/v1/connectors/%C3%28', 'invalid_request')
  await request('/v1/connectors/%00', 'not_found')
  await request('//v1//connectors', 'not_found')
  await request('/v1/connectors//echo', 'not_found')
  await request('/v1/connectors/', 'not_found')
  await request('/v1/connectors/echo/', 'not_found')
  await request('/../../etc/passwd', 'not_found')
  await request('/docs/..%2f..%2fpackage.json', 'not_found')
  await request('/docs/static/..%2f..%2fpackage.json', 'not_found')
  await request(`/v1/connectors/${'a'.repeat(200)}`, 'too_large', 414)
  await request(`/problems/${'a'.repeat(5_000)}`, 'too_large', 414)
  await request(`/${'a'.repeat(10_000)}`, 'not_found')
  await request(`/${'a'.repeat(20_000)}`, 'too_large', 431)
  await request(`/v1/connectors?${'a=1&'.repeat(10_000)}`, 'too_large', 431)
})

t.test('headers that are too large', async (t) => {
  const { port } = await openApp(t)
  const large = head('GET /livez HTTP/1.1', `X-Large: ${'x'.repeat(20_000)}`)
  expectProblem(t, await rawAnswer(port, large), 'too_large', 431)
  const many = head('GET /livez HTTP/1.1', ...Array.from({ length: 3_000 }, (_, index) => `X-${index}: 1`))
  expectProblem(t, await rawAnswer(port, many), 'too_large', 431)
})

t.test('bytes that are not HTTP', async (t) => {
  const { port, get } = await openApp(t)
  const garbage: ReadonlyArray<string | Buffer> = [
    'hello\r\n\r\n',
    '\u0000\u0001\u0002\r\n\r\n',
    Buffer.from('160301020001', 'hex'), // how TLS begins
    'GET /livez HTTP/9.9\r\nHost: a\r\n\r\n',
    'GET /livez HTTP/3\r\nHost: a\r\n\r\n',
    'FETCH /livez HTTP/1.1\r\nHost: a\r\n\r\n',
    'GET /livez HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n',
    'GET /livez HTTP/1.1\r\nHost: a\r\nBad Name: 1\r\n\r\n',
    'GET /livez HTTP/1.1\r\nHost: a\r\nX: \u0001\r\n\r\n',
    head(`POST ${path} HTTP/1.1`, 'Content-Type: application/json', 'Content-Length: -1'),
    head(`POST ${path} HTTP/1.1`, 'Content-Type: application/json', 'Content-Length: twelve'),
    head(`POST ${path} HTTP/1.1`, 'Content-Type: application/json', 'Content-Length: 1', 'Content-Length: 2'),
    head(`POST ${path} HTTP/1.1`, 'Content-Length: 5', 'Transfer-Encoding: chunked'),
    head(`POST ${path} HTTP/1.1`, 'Content-Type: application/json', 'Transfer-Encoding: gzip'),
    `${head(`POST ${path} HTTP/1.1`, 'Content-Type: application/json', 'Transfer-Encoding: chunked')}zz\r\n`,
  ]
  for (const bytes of garbage) {
    t.comment(JSON.stringify(String(bytes).slice(0, 90)))
    expectProblem(t, await rawAnswer(port, bytes), 'invalid_request')
  }
  t.equal((await get('/v1/connectors')).status, 200, 'it still serves')
})

t.test('a request of HTTP/1.1 without a host', async (t) => {
  const { port } = await openApp(t)
  const answer = await rawAnswer(port, 'GET /livez HTTP/1.1\r\nConnection: close\r\n\r\n')
  expectProblem(t, answer, 'invalid_request')
  t.equal((await rawAnswer(port, 'GET /livez HTTP/1.0\r\n\r\n')).status, 200, 'HTTP/1.0 has none')
})

t.test('an unknown expectation is ignored', async (t) => {
  const { port } = await openApp(t)
  const answer = await rawAnswer(port, head('GET /livez HTTP/1.1', 'Expect: a-miracle'))
  t.equal(answer.status, 200)
  t.same(JSON.parse(answer.text), { status: 'alive' })
})

t.test('garbage behind a good request does not garble its answer', async (t) => {
  const { port } = await openApp(t)
  const { socket, everything } = await openRaw(port)
  socket.write('GET /livez HTTP/1.1\r\nHost: a\r\n\r\nnonsense\r\n\r\n')
  const raw = await everything()
  t.match(raw, /^HTTP\/1\.1 (200|400)/)
  const first = parseRaw(raw)
  const length = Number(first.headers['content-length'])
  t.doesNotThrow(() => JSON.parse(first.text.slice(0, length)), 'the first answer is whole')
})

t.test('a caller that leaves in the middle of its body', async (t) => {
  const { port, get, lines } = await openApp(t)
  const { socket } = await openRaw(port)
  socket.write(
    `${head(`POST ${path} HTTP/1.1`, 'Content-Type: application/json', 'Content-Length: 100')}{"te`,
  )
  await sleep(30)
  socket.resetAndDestroy()
  t.equal((await get('/v1/connectors')).status, 200)
  t.same(
    lines().filter(({ level }) => level === 'error'),
    [],
  )
})

t.test('the same trace goes through, and a malformed one does not', async (t: Test) => {
  const { get, post } = await openApp(t)
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
  const right = await get('/nothing', { traceparent: `00-${traceId}-00f067aa0ba902b7-01` })
  t.equal(expectProblem(t, right, 'not_found').traceId, traceId)
  const wrong = [
    `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
    `00-${traceId}-${'0'.repeat(16)}-01`,
    `00-${traceId.toUpperCase()}-00f067aa0ba902b7-01`,
    traceId,
    '',
  ]
  for (const traceparent of wrong) {
    const answer = await post('/nothing', {}, { traceparent })
    const problem = expectProblem(t, answer, 'not_found')
    t.equal(problem.instance, `urn:patchbay:request:${problem.traceId}`)
    t.equal(answer.headers['x-request-id'], problem.traceId)
  }
})

t.test('ids and queries that the store could not even be asked for', async (t) => {
  const { get, post, url } = await openApp(t)
  const { paths } = JSON.parse((await get('/openapi.json')).text) as {
    paths: Record<string, Record<string, unknown>>
  }
  const withId = Object.entries(paths).filter(([path]) => path.includes('{'))
  t.ok(withId.length > 10)
  for (const [path, methods] of withId) {
    const target = path.replaceAll(/\{\w+\}/g, '%00')
    for (const method of Object.keys(methods)) {
      const headers = { authorization, 'content-type': 'application/json' }
      const body = method === 'get' ? {} : { body: '{}' }
      const answer = await fetchAnswer(url + target, { method: method.toUpperCase(), headers, ...body })
      t.equal(answer.status, 404, `${method} ${target}`)
    }
  }
  for (const query of [
    '/v1/audit?actor=%00',
    '/v1/usage?connector=a%00',
    '/v1/flags/mcp/evaluation?tenant=%00',
  ])
    t.match(expectProblem(t, await get(query), 'invalid_input').errors, [{ path: /^\/\w+$/ }], query)
  expectProblem(t, await post('/v1/tenants/%00/quota', {}), 'method_not_allowed')
})
