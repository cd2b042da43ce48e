import { test, type Test } from 'tap'
import { ApiProblem } from '../src/api/api-problem.ts'
import type * as Requests from '../src/api/request.ts'

interface Sent {
  readonly address: string
  readonly init: RequestInit
}

/** A browser whose tab looks at a tenant, and what it asks; `answer` is what it gets. */
async function browser(t: Test, answer: (init: RequestInit) => Promise<Response>) {
  const sent: Sent[] = []
  const fetch = (address: string, init: RequestInit): Promise<Response> => {
    sent.push({ address, init })
    return answer(init)
  }
  t.intercept(globalThis, 'fetch', { value: fetch, configurable: true })
  t.intercept(globalThis, 'sessionStorage', { value: { getItem: () => 'acme' }, configurable: true })
  // The client takes the `fetch` that is there when it is made.
  const fresh = `../src/api/request.ts?${encodeURIComponent(t.name)}`
  const { ask, request } = (await import(fresh)) as typeof Requests
  return { sent, ask, request }
}

const json = (body: unknown): Promise<Response> => Promise.resolve(Response.json(body))

const thrownBy = async (asking: Promise<unknown>): Promise<unknown> =>
  asking.then(
    () => undefined,
    (error: unknown) => error,
  )

test('a question goes to the own origin, by the session, within the tenant that is looked at', async (t) => {
  const { sent, request } = await browser(t, () => json({ data: [], meta: { requestId: 'r', next: 'n' } }))
  const { data, meta } = await request('GET', '/v1/audit', { query: { actor: '', action: 'keys', limit: 5 } })
  t.same(data, [])
  t.equal(meta.next, 'n')
  const [{ address, init } = { address: '', init: {} }] = sent
  t.equal(address, '/v1/audit?action=keys&limit=5', 'a field that is empty is not asked for')
  t.match(init, { method: 'GET', credentials: 'same-origin' })
  const headers = new Headers(init.headers)
  t.equal(headers.get('patchbay-console'), '1')
  t.equal(headers.get('patchbay-tenant'), 'acme')
})

test('a change names what it is about in its path, and the version that was read', async (t) => {
  const { sent, ask } = await browser(t, () => json({ data: { id: 'a/b' }, meta: { requestId: 'r' } }))
  const { ifMatch } = await import('../src/api/request.ts')
  await ask('PATCH', '/v1/connections/{id}', {
    path: { id: 'a/b' },
    body: { state: 'disabled' },
    ...ifMatch(3),
  })
  const [{ address, init } = { address: '', init: {} }] = sent
  t.equal(address, '/v1/connections/a%2Fb')
  t.equal(init.body, '{"state":"disabled"}')
  t.equal(new Headers(init.headers).get('if-match'), '"3"')
  t.same(ifMatch(undefined), {})
})

test('nothing is sent twice by itself: what asks knows whether to', async (t) => {
  const { sent, ask } = await browser(t, () => Promise.reject(new TypeError('Failed to fetch')))
  const problem = await thrownBy(ask('GET', '/v1/breakers'))
  t.ok(problem instanceof ApiProblem)
  t.match(problem, { code: 'unreachable', retryable: true, message: 'The server could not be reached.' })
  t.equal(sent.length, 1)
})

test('a problem of the server arrives as it is', async (t) => {
  const body = {
    type: '/problems/invalid_input',
    status: 422,
    code: 'invalid_input',
    title: 'Invalid',
    detail: 'One field is wrong.',
    advice: 'Correct it.',
    retryable: false,
    errors: [{ path: '/name', message: 'This is required.' }],
  }
  const { ask } = await browser(t, () => Promise.resolve(Response.json(body, { status: 422 })))
  const problem = await thrownBy(ask('GET', '/v1/breakers'))
  t.match(problem, { code: 'invalid_input', message: body.detail, errors: body.errors, retryable: false })
})

test('what a proxy answers is no answer, and worth another try where it says so', async (t) => {
  const page = () => Promise.resolve(new Response('<h1>Bad Gateway</h1>', { status: 502 }))
  const { ask } = await browser(t, page)
  const problem = await thrownBy(ask('GET', '/v1/breakers'))
  t.match(problem, { code: 'unexpected_answer', retryable: true, body: { status: 502 } })
})

test('who has given up gets the reason of the own signal', async (t) => {
  const { ask } = await browser(t, ({ signal }) => {
    signal?.throwIfAborted()
    return json({ data: [], meta: { requestId: 'r' } })
  })
  const signal = AbortSignal.abort()
  t.equal(await thrownBy(ask('GET', '/v1/breakers', { signal })), signal.reason)
})
