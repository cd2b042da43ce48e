import t from 'tap'
import { fetchAnswer } from '../support/answer.ts'
import { expectProblem } from '../support/expect-problem.ts'
import { adminKey, openApp } from '../support/open-app.ts'

const protectedPaths = ['/v1/connectors', '/v1/connectors/echo', '/v1/connections']

t.test('a caller without the right key is not known', async (t) => {
  const { url } = await openApp(t)
  const wrong: Record<string, string | undefined> = {
    missing: undefined,
    wrong: 'Bearer not-the-admin-key',
    longer: `Bearer ${adminKey}x`,
    shorter: `Bearer ${adminKey.slice(0, -1)}`,
    'in another scheme': `Basic ${adminKey}`,
    'without a scheme': adminKey,
    empty: 'Bearer ',
    'followed by more': `Bearer ${adminKey} ${adminKey}`,
    'without a space': `Bearer${adminKey}`,
  }
  for (const [name, authorization] of Object.entries(wrong)) {
    const headers = authorization === undefined ? {} : { authorization }
    const answer = await fetchAnswer(`${url}/v1/connectors`, { headers })
    t.comment(`a key that is ${name}`)
    expectProblem(t, answer, 'unauthenticated')
    t.match(answer.headers['www-authenticate'], /^Bearer realm=/)
    t.notMatch(answer.text, adminKey.slice(0, -1))
  }
})

t.test('every route under /v1 asks for the key, whatever else is wrong with the request', async (t) => {
  const { url, echo } = await openApp(t)
  for (const path of protectedPaths) expectProblem(t, await fetchAnswer(url + path), 'unauthenticated')
  const call = await fetchAnswer(`${url}/v1/connectors/echo/text.say`, { method: 'POST', body: '{' })
  expectProblem(t, call, 'unauthenticated')
  expectProblem(t, await fetchAnswer(`${url}/v1/connectors/echo/text.say?text=a`), 'unauthenticated')
  t.equal(echo().journal.length, 0, 'the vendor was not asked')
})

t.test('the right key passes, whatever the case of its scheme', async (t) => {
  const { url, get } = await openApp(t)
  t.equal((await get('/v1/connectors')).status, 200)
  for (const scheme of ['bearer', 'BEARER']) {
    const answer = await fetchAnswer(`${url}/v1/connectors`, {
      headers: { authorization: `${scheme} ${adminKey}` },
    })
    t.equal(answer.status, 200, scheme)
  }
})

t.test('health, metrics and reference are open', async (t) => {
  const { url } = await openApp(t)
  for (const path of ['/livez', '/readyz', '/metrics', '/openapi.json', '/problems']) {
    t.equal((await fetchAnswer(url + path)).status, 200, path)
  }
})
