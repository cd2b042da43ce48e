import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { parseList } from 'structured-headers'
import { injectAnswer, type Answer } from '../support/answer.ts'
import { expectProblem } from '../support/expect-problem.ts'
import { adminKey, openApp } from '../support/open-app.ts'

const url = '/v1/connectors'

t.test('an address that fails too often is not listened to, whatever key it comes with', async (t) => {
  const { app, metric } = await openApp(t, { settings: { failedAuthenticationRate: '3/90s' } })
  const ask = (remoteAddress: string, authorization?: string): Promise<Answer> =>
    injectAnswer(app, { url, remoteAddress, headers: authorization === undefined ? {} : { authorization } })

  const first = await ask('192.0.2.1', 'Bearer wrong')
  expectProblem(t, first, 'unauthenticated')
  t.same(parseList(first.headers['ratelimit-policy'] ?? '').length, 1)
  t.equal(first.headers['ratelimit'], '"failed-authentication";r=2;t=90')
  t.equal((await ask('192.0.2.1', `Bearer ${adminKey}`)).status, 200, 'a success does not count')
  expectProblem(t, await ask('192.0.2.1'), 'unauthenticated')
  expectProblem(t, await ask('192.0.2.1', 'Basic x'), 'unauthenticated')

  const refused = await ask('192.0.2.1', 'Bearer wrong')
  const problem = expectProblem(t, refused, 'rate_limited')
  t.same(problem['violated-policies'], ['failed-authentication'])
  t.match(refused.headers['ratelimit'], /^"failed-authentication";r=0;t=\d+$/)
  expectProblem(t, await ask('192.0.2.1', `Bearer ${adminKey}`), 'rate_limited')
  t.equal((await ask('192.0.2.2', `Bearer ${adminKey}`)).status, 200, 'others are')
  t.equal(await metric(/^patchbay_requests_limited_total\{policy="failed-authentication"\}/), 2)
})

t.test('it is listened to again when its failures are long enough ago', async (t) => {
  const { app } = await openApp(t, { settings: { failedAuthenticationRate: '1/200ms' } })
  const ask = (key: string): Promise<Answer> =>
    injectAnswer(app, { url, headers: { authorization: `Bearer ${key}` } })
  await ask('wrong')
  expectProblem(t, await ask('wrong'), 'rate_limited')
  await sleep(210)
  t.equal((await ask(adminKey)).status, 200)
})
