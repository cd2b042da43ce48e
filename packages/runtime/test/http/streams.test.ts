import type { RequestListener } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import t, { type Test } from 'tap'
import type { Settings } from '@patchbay/runtime'
import { adminKey, openApp } from '../support/open-app.ts'
import { answerJson, startVendor } from '../support/start-vendor.ts'
import { until } from '../support/until.ts'

const pageSize = 3

/** Rows that are their own numbers. */
const rowsOf =
  (total: number): RequestListener =>
  (request, response) => {
    const from = Number(new URL(request.url ?? '/', 'http://vendor').searchParams.get('from'))
    const rows = Array.from({ length: Math.min(pageSize, Math.max(0, total - from)) }, (_, row) => from + row)
    answerJson({ rows })(request, response)
  }

async function open(t: Test, listener: RequestListener, settings: Partial<Settings> = {}) {
  const vendor = await startVendor(t, listener)
  const app = await openApp(t, {
    settings: { connectors: './fixtures/connectors/reel', ...settings },
    dependencies: vendor.connect('reel'),
  })
  const read = async (input: object = {}) => {
    const answer = await app.post('/v1/connectors/reel/rows.read', input)
    const lines = answer.text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Line)
    return { ...answer, lines }
  }
  return { ...app, vendor, read }
}

interface Line {
  readonly data?: { readonly row: unknown }
  readonly cursor?: string
  readonly meta?: object
  readonly problem?: { readonly code: string }
}

const rowsIn = (lines: readonly Line[]): unknown[] =>
  lines.flatMap(({ data }) => (data === undefined ? [] : [data.row]))

for (const isEncoded of [false, true]) {
  t.test(
    `items are lines, ${isEncoded ? 'encoded by the connector' : 'encoded by the runtime'}`,
    async (t) => {
      const { read, vendor, calls, metric } = await open(t, rowsOf(7))
      const { status, headers, lines } = await read({ isEncoded })
      t.equal(status, 200)
      t.match(headers, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' })
      t.same(rowsIn(lines), [0, 1, 2, 3, 4, 5, 6])
      t.same(lines[4], { data: { row: 4 }, cursor: '5' })
      t.match(lines.at(-1), {
        meta: { operation: 'rows.read', connection: 'main', items: 7, warnings: [{ code: 'noted' }] },
      })
      t.equal(vendor.requests.length, 4, 'three pages, and the empty one')
      t.match(calls(), [{ outcome: 'ok', attempts: 4, operation: 'rows.read' }])
      t.equal(await metric(/^patchbay_calls_total\{.*rows\.read.*ok/), 1, 'it is one call')
    },
  )
}

/** What a page that has an EventSource would be told. */
const eventsIn = (text: string) =>
  text
    .split('\n\n')
    .filter((event) => event !== '')
    .map((event) => {
      const [, name = 'message', data = ''] = /^(?:event: (\w+)\n)?data: (.*)$/.exec(event) ?? []
      return { name, line: JSON.parse(data) as Line }
    })

t.test('whoever takes events and no lines gets events', async (t) => {
  const pages = rowsOf(7)
  let isFailing = false
  const { post, url, calls } = await open(t, (request, response) =>
    isFailing && request.url === '/rows?from=3'
      ? answerJson({}, 404)(request, response)
      : pages(request, response),
  )
  const read = (accept: string, input: object = {}) =>
    post('/v1/connectors/reel/rows.read', input, { accept })
  for (const isEncoded of [false, true]) {
    const { headers, text } = await read('text/event-stream', { isEncoded })
    t.match(headers, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    const events = eventsIn(text)
    t.same(rowsIn(events.map(({ line }) => line)), [0, 1, 2, 3, 4, 5, 6])
    t.same([...new Set(events.map(({ name }) => name))], ['message', 'end'])
    t.match(events.at(-1)?.line, { meta: { items: 7 } })
  }
  for (const accept of ['*/*', 'application/x-ndjson, text/event-stream', 'application/json']) {
    t.equal((await read(accept)).headers['content-type'], 'application/x-ndjson', accept)
  }
  const leaving = new AbortController()
  const { body } = await fetch(`${url}/v1/connectors/reel/rows.read`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${adminKey}`,
      'content-type': 'application/json',
      accept: 'text/event-stream',
    },
    body: JSON.stringify({}),
    signal: leaving.signal,
  })
  const reader = body?.getReader()
  await reader?.read()
  leaving.abort()
  t.ok(await until(async () => calls().length >= 6), 'a caller that leaves has its line, like any other')
  isFailing = true
  const events = eventsIn((await read('text/event-stream')).text)
  t.same(rowsIn(events.map(({ line }) => line)), [0, 1, 2])
  t.match(events.at(-1), { name: 'problem', line: { problem: { code: 'not_found' } } })
})

t.test('a caller goes on after any item', async (t) => {
  const { read } = await open(t, rowsOf(7))
  const { lines } = await read()
  for (const { cursor } of lines.slice(0, -1)) {
    const rest = await read({ cursor })
    t.same(rowsIn(rest.lines), [0, 1, 2, 3, 4, 5, 6].slice(Number(cursor)), `after item ${cursor}`)
  }
})

t.test('a failure before the first item is a problem like any other', async (t) => {
  const { read, calls } = await open(t, answerJson({ rows: 'none' }))
  const answer = await read()
  t.equal(answer.status, 502)
  t.match(answer.headers['content-type'], /^application\/problem\+json/)
  t.match(calls(), [{ outcome: 'vendor_error' }])
  t.equal((await read({ cursor: 'x' })).status, 400)
})

t.test('a failure after it is the last line', async (t) => {
  const pages = rowsOf(7)
  const { read, calls } = await open(t, (request, response) =>
    request.url === '/rows?from=6' ? answerJson({}, 404)(request, response) : pages(request, response),
  )
  const { status, lines } = await read()
  t.equal(status, 200)
  t.same(rowsIn(lines), [0, 1, 2, 3, 4, 5])
  t.match(lines.at(-1), { problem: { code: 'not_found', operation: 'rows.read', connection: 'main' } })
  t.match(calls(), [{ outcome: 'not_found' }])
})

t.test('an item that does not fit its schema is a warning of the last line', async (t) => {
  const { read } = await open(t, (request, response) => {
    const isFirst = request.url === '/rows?from=0'
    answerJson({ rows: isFirst ? ['one'] : [] })(request, response)
  })
  const { lines } = await read()
  t.match(lines.at(-1), { meta: { warnings: [{ code: 'noted' }, { code: 'output_drift', path: '/row' }] } })
})

t.test('the time of a call is that of one part', async (t) => {
  const pages = rowsOf(9)
  const slow = async (request: Parameters<RequestListener>[0], response: Parameters<RequestListener>[1]) => {
    await sleep(180)
    pages(request, response)
  }
  const { read } = await open(t, (request, response) => void slow(request, response))
  t.equal(rowsIn((await read()).lines).length, 9, 'four pages of 180 ms fit 400 ms each')

  const { read: readHanging } = await open(t, (request, response) => {
    if (request.url !== '/rows?from=3') pages(request, response)
  })
  const { lines } = await readHanging()
  t.match(lines.at(-1), { problem: { code: 'vendor_timeout' } })
})

t.test(
  'nothing is fetched ahead of a caller that takes nothing, and it is given up in the end',
  async (t) => {
    const { url, vendor, calls } = await open(t, answerJson({ rows: ['x'.repeat(1_000_000)] }))
    const leaving = new AbortController()
    t.teardown(() => leaving.abort())
    const answer = await fetch(`${url}/v1/connectors/reel/rows.read`, {
      method: 'POST',
      headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
      body: '{}',
      signal: leaving.signal,
    })
    t.equal(answer.status, 200)
    t.ok(await until(() => calls().length === 1), 'the call ends')
    t.match(calls(), [{ outcome: 'cancelled', detail: 'The caller did not take the whole answer.' }])
    const { length } = vendor.requests
    await sleep(50)
    t.equal(vendor.requests.length, length, 'the vendor is left alone')
  },
)

t.test('a caller that leaves ends the stream', async (t) => {
  const pages = rowsOf(Number.POSITIVE_INFINITY)
  const { url, vendor, calls } = await open(t, pages)
  const leaving = new AbortController()
  const answer = await fetch(`${url}/v1/connectors/reel/rows.read`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
    body: '{}',
    signal: leaving.signal,
  })
  await answer.body?.getReader().read()
  leaving.abort()
  t.ok(await until(() => calls().length === 1))
  t.match(calls(), [{ outcome: 'cancelled' }])
  const { length } = vendor.requests
  await sleep(50)
  t.equal(vendor.requests.length, length)
})

t.test('a request without credentials shows none, and a refusal of it changes nothing', async (t) => {
  const { read, vendor } = await open(t, rowsOf(1))
  await read({ isAnonymous: true })
  t.notOk(vendor.requests.some(({ headers }) => 'x-api-key' in headers))
  await read()
  t.equal(vendor.requests.at(-1)?.headers['x-api-key'], 'vendor-secret-key', 'others show it')
})

t.test('a form is sent in its order, with bytes as they are', async (t) => {
  const bodies: Buffer[] = []
  const { post, vendor } = await open(t, (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      bodies.push(Buffer.concat(chunks))
      response.end('ok')
    })
  })
  t.equal((await post('/v1/connectors/reel/files.send', { name: 'a"\r\nb.txt' })).status, 200)
  const type = vendor.requests[0]?.headers['content-type'] ?? ''
  const form = await new Response(Uint8Array.from(bodies[0] ?? []), {
    headers: { 'content-type': type },
  }).formData()
  t.same([...form.keys()], ['kind', 'file'])
  t.equal(form.get('kind'), 'süß')
  const file = form.get('file') as File
  t.equal(file.type, 'text/plain')
  t.same([...new Uint8Array(await file.arrayBuffer())], [0, 255, 13, 10])
})

t.test('a stream is described as one, and cannot be asked for in a query', async (t) => {
  const { get } = await open(t, rowsOf(1))
  const document = JSON.parse((await get('/openapi.json')).text) as {
    paths: Record<string, Record<string, { responses: Record<string, { content: object }> }>>
  }
  const path = document.paths['/v1/connectors/reel/rows.read'] ?? {}
  t.same(Object.keys(path), ['post'])
  t.same(Object.keys(path['post']?.responses['200']?.content ?? {}), [
    'application/x-ndjson',
    'text/event-stream',
  ])
  t.equal((await get('/v1/connectors/reel/rows.read')).status, 405)
})
