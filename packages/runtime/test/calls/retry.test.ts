import type { RequestListener } from 'node:http'
import t from 'tap'
import type { ProblemCode } from '@patchbay/contract'
import { expectProblem } from '../support/expect-problem.ts'
import { openApp } from '../support/open-app.ts'
import { openProbe, operations } from '../support/open-probe.ts'
import { answerJson } from '../support/start-vendor.ts'

interface Failure {
  readonly name: string
  readonly listener: RequestListener
  readonly code: ProblemCode
  /** `safe`: for effects that may be repeated. */
  readonly repeated: 'never' | 'safe' | 'always'
  /** Whether a write may have happened. */
  readonly leavesOpen: boolean
  readonly status?: number
}

const status = (code: number, headers: Record<string, string> = {}): RequestListener =>
  answerJson({ error: 'no' }, code, headers)

const failures: readonly Failure[] = [
  { name: 'status 500', listener: status(500), code: 'vendor_error', repeated: 'safe', leavesOpen: true },
  { name: 'status 503', listener: status(503), code: 'vendor_error', repeated: 'safe', leavesOpen: true },
  {
    name: 'status 504',
    listener: status(504),
    code: 'vendor_timeout',
    repeated: 'safe',
    leavesOpen: true,
    status: 504,
  },
  {
    name: 'status 408',
    listener: status(408),
    code: 'vendor_timeout',
    repeated: 'safe',
    leavesOpen: true,
    status: 504,
  },
  {
    name: 'status 302, which is not followed',
    listener: status(302, { location: 'https://elsewhere.example' }),
    code: 'vendor_error',
    repeated: 'safe',
    leavesOpen: true,
  },
  {
    name: 'status 304',
    listener: (_, response) => void response.writeHead(304).end(),
    code: 'vendor_error',
    repeated: 'safe',
    leavesOpen: true,
  },
  {
    name: 'status 429',
    listener: status(429, { 'retry-after': '0' }),
    code: 'vendor_rate_limited',
    repeated: 'always',
    leavesOpen: false,
  },
  {
    name: 'status 400',
    listener: status(400),
    code: 'vendor_rejected',
    repeated: 'never',
    leavesOpen: false,
  },
  {
    name: 'status 401',
    listener: status(401),
    code: 'connection_unauthorized',
    repeated: 'never',
    leavesOpen: false,
  },
  {
    name: 'status 403',
    listener: status(403),
    code: 'connection_forbidden',
    repeated: 'never',
    leavesOpen: false,
  },
  { name: 'status 404', listener: status(404), code: 'not_found', repeated: 'never', leavesOpen: false },
  { name: 'status 410', listener: status(410), code: 'not_found', repeated: 'never', leavesOpen: false },
  { name: 'status 409', listener: status(409), code: 'conflict', repeated: 'never', leavesOpen: false },
  {
    name: 'status 412',
    listener: status(412),
    code: 'precondition_failed',
    repeated: 'never',
    leavesOpen: false,
  },
  {
    name: 'status 422, named by the connector',
    listener: status(422),
    code: 'vendor_rejected',
    repeated: 'never',
    leavesOpen: false,
  },
  {
    name: 'a broken connection',
    listener: (_, response) => void response.socket?.resetAndDestroy(),
    code: 'vendor_error',
    repeated: 'safe',
    leavesOpen: true,
  },
  {
    name: 'a connection that is closed without an answer',
    listener: (_, response) => void response.socket?.end(),
    code: 'vendor_error',
    repeated: 'safe',
    leavesOpen: true,
  },
  {
    name: 'an answer that breaks off',
    listener: (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
      response.write('{"ok":', () => response.destroy())
    },
    code: 'vendor_error',
    repeated: 'safe',
    leavesOpen: true,
  },
  {
    name: 'bytes that are not HTTP',
    listener: (_, response) => void response.socket?.end('nonsense\r\n\r\n'),
    code: 'vendor_error',
    repeated: 'safe',
    leavesOpen: true,
  },
  {
    name: 'JSON that is none',
    listener: (_, response) =>
      void response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":tr'),
    code: 'vendor_error',
    repeated: 'safe',
    leavesOpen: true,
  },
  {
    name: 'an answer of another shape',
    listener: answerJson({ ok: 'yes' }),
    code: 'vendor_error',
    repeated: 'never',
    leavesOpen: true,
  },
  {
    name: 'a success without a body',
    listener: (_, response) => void response.writeHead(204).end(),
    code: 'vendor_error',
    repeated: 'never',
    leavesOpen: true,
  },
  {
    name: 'an encoding that was not asked for',
    listener: answerJson({ ok: true }, 200, { 'content-encoding': 'gzip' }),
    code: 'vendor_error',
    repeated: 'never',
    leavesOpen: true,
  },
  {
    name: 'an answer that is too large',
    listener: answerJson({ ok: true, more: 'x'.repeat(3_000) }),
    code: 'vendor_error',
    repeated: 'never',
    leavesOpen: true,
  },
]

t.test('each failure on each effect', async (t) => {
  const { vendor, call, calls } = await openProbe(t, status(500), {
    settings: { vendorMaxBytes: 2_000 },
  })
  for (const { name, listener, code, repeated, leavesOpen, ...failure } of failures) {
    vendor.answerWith(listener)
    for (const [effect, operation] of Object.entries(operations)) {
      t.comment(`${effect}: ${name}`)
      const isSafe = effect === 'read' || effect === 'idempotent'
      const before = vendor.requests.length
      const wanted = !isSafe && leavesOpen ? 'outcome_unknown' : code
      const problem = expectProblem(
        t,
        await call(operation),
        wanted,
        wanted === 'outcome_unknown' ? (failure.status ?? 502) : undefined,
      )
      const attempts = repeated === 'always' || (repeated === 'safe' && isSafe) ? 3 : 1
      t.equal(vendor.requests.length - before, attempts, `${attempts} attempts`)
      t.match(calls().at(-1), { outcome: wanted, attempts, operation, connection: 'main' })
      t.equal(problem.retryable, wanted !== 'outcome_unknown' && repeated !== 'never', 'retryable')
      t.match(problem, { connector: 'probe', operation, connection: 'main' })
    }
  }
})

t.test('silence is a timeout, which leaves open what a write did', async (t) => {
  const { vendor, call, calls } = await openProbe(t, () => {}, { settings: { vendorSilence: '100ms' } })
  for (const operation of [operations.read, operations.idempotent]) {
    expectProblem(t, await call(operation), 'vendor_timeout')
    t.match(calls().at(-1), { attempts: 3 })
  }
  for (const operation of [operations.write, operations.destructive]) {
    expectProblem(t, await call(operation), 'outcome_unknown', 504)
    t.match(calls().at(-1), { attempts: 1 })
  }
  t.equal(vendor.requests.length, 8)
})

t.test('what was never sent is sent again, also a write', async (t) => {
  const { vendor, call, calls } = await openProbe(t, status(500))
  await vendor.close()
  for (const operation of Object.values(operations)) {
    const { detail } = expectProblem(t, await call(operation), 'vendor_error')
    t.match(detail, 'ECONNREFUSED')
    t.match(calls().at(-1), { attempts: 3, outcome: 'vendor_error' })
  }
})

t.test('a success at the second attempt is a success', async (t) => {
  let count = 0
  const { call, calls, metric } = await openProbe(t, (request, response) => {
    count += 1
    answerJson({ ok: true }, count === 1 ? 503 : 200)(request, response)
  })
  t.equal((await call('items.get')).status, 200)
  t.match(calls(), [{ attempts: 2, outcome: 'ok' }])
  t.equal(await metric(/^patchbay_vendor_retries_total\{.*origin="api"/), 1)
})

t.test('a request inside a write may be less than the write', async (t) => {
  const { vendor, call, calls } = await openProbe(t, status(503))
  expectProblem(t, await call('items.copy'), 'vendor_error')
  t.same(
    vendor.requests.map(({ method }) => method),
    ['GET', 'GET', 'GET'],
    'its read is repeated, and nothing was written',
  )
  vendor.answerWith((request, response) =>
    answerJson({ ok: true }, request.method === 'GET' ? 200 : 503)(request, response),
  )
  expectProblem(t, await call('items.copy'), 'outcome_unknown')
  t.same(
    vendor.requests.slice(3).map(({ method }) => method),
    ['GET', 'POST'],
  )
  t.match(calls().at(-1), { attempts: 2 })
})

t.test('attempts are limited by their setting', async (t) => {
  for (const vendorAttempts of [1, 5]) {
    const { vendor, call } = await openProbe(t, status(503), { settings: { vendorAttempts } })
    expectProblem(t, await call('items.get'), 'vendor_error')
    t.equal(vendor.requests.length, vendorAttempts)
  }
})

t.test('the emulator of a connector is a vendor like any other', async (t) => {
  const { post, echo } = await openApp(t)
  echo().inject({ kind: 'failure', failure: 'unauthorized' })
  const say = await post('/v1/connectors/echo/text.say', { text: 'a' })
  expectProblem(t, say, 'connection_unauthorized')
})
