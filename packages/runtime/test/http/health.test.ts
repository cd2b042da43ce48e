import t from 'tap'
import { createMemoryState } from '../../src/shared-state/memory/create-memory-state.ts'
import { fetchAnswer } from '../support/answer.ts'
import { openApp } from '../support/open-app.ts'

interface Readiness {
  readonly status: string
  readonly parts: ReadonlyArray<{ readonly part: string; readonly state: string }>
}

/** What /readyz said; a store that is shared is a part of its own, with which these tests do not deal. */
const readinessOf = (text: string): Readiness => {
  const { status, parts } = JSON.parse(text) as Readiness
  return { status, parts: parts.filter(({ part }) => !part.startsWith('store:')) }
}

t.test('a server that is well is alive and ready', async (t) => {
  const { url } = await openApp(t)
  t.same(JSON.parse((await fetchAnswer(`${url}/livez`)).text), { status: 'alive' })
  const ready = await fetchAnswer(`${url}/readyz`)
  t.equal(ready.status, 200)
  t.equal(ready.headers['cache-control'], 'no-store')
  t.same(readinessOf(ready.text), { status: 'ready', parts: [{ part: 'connector:echo', state: 'ready' }] })
})

t.test('without the shared state it serves on, and says by name what is away', async (t) => {
  const availability = { isUp: true, instances: 3, onChange: () => () => undefined }
  const sharedState = { ...createMemoryState(), kind: 'redis', availability } as const
  const { url } = await openApp(t, { dependencies: { sharedState } })
  const part = 'shared-state:redis'
  const well = await fetchAnswer(`${url}/readyz`)
  t.match(readinessOf(well.text), { status: 'ready', parts: [{}, { part, state: 'ready' }] })
  availability.isUp = false
  const away = await fetchAnswer(`${url}/readyz`)
  t.equal(away.status, 200, 'all instances miss it at once, and taking all out would be worse')
  t.match(readinessOf(away.text), {
    status: 'degraded',
    parts: [{}, { part, state: 'unavailable', reason: /does not answer/ }],
  })
  availability.isUp = true
  t.match(JSON.parse((await fetchAnswer(`${url}/readyz`)).text), { status: 'ready' })
})

t.test('while it drains it says so, goes on serving, and sends callers elsewhere', async (t) => {
  const { app, url, post } = await openApp(t)
  app.patchbay.readiness.drain()
  const ready = await fetchAnswer(`${url}/readyz`)
  t.equal(ready.status, 503)
  t.match(readinessOf(ready.text), {
    status: 'not_ready',
    parts: [{}, { part: 'server', state: 'draining' }],
  })
  t.equal((await fetchAnswer(`${url}/livez`)).status, 200)
  const call = await post('/v1/connectors/echo/text.say', { text: 'a' })
  t.equal(call.status, 200)
  t.equal(call.headers['connection'], 'close')
})
