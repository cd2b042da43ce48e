import t from 'tap'
import { startRedis } from '@patchbay/test-servers'
import { fetchAnswer } from '../support/answer.ts'
import { openApp } from '../support/open-app.ts'
import { until } from '../support/until.ts'

const password = 'a password, with "marks"'

t.test('an app without Redis is up, tells so, and comes to Redis by itself', async (t) => {
  const redis = await startRedis({ args: ['--requirepass', password] })
  t.teardown(() => redis.stop())
  await redis.kill()
  const { url, lines, metric, get } = await openApp(t, {
    settings: {
      redisUrl: redis.url.replace('//', `//:${encodeURIComponent(password)}@`),
      redisTimeout: '5s',
    },
  })
  const readiness = async () => {
    const { status, text } = await fetchAnswer(`${url}/readyz`)
    return { status, body: JSON.parse(text) as { status: string; parts: { part: string; state: string }[] } }
  }
  const state = async (): Promise<string | undefined> =>
    (await readiness()).body.parts.find(({ part }) => part === 'shared-state:redis')?.state

  t.match(await readiness(), { status: 200, body: { status: 'degraded' } })
  t.equal(await state(), 'unavailable')
  t.equal(await metric(/^patchbay_shared_state_up/), 0)
  t.equal((await get('/v1/connectors/echo/text.say?text=a')).status, 200, 'it serves')

  await redis.restart()
  t.ok(await until(async () => (await state()) === 'ready', 10_000))
  t.match(await readiness(), { status: 200, body: { status: 'ready' } })
  t.equal(await metric(/^patchbay_shared_state_up/), 1)

  await redis.kill()
  t.ok(await until(async () => (await state()) === 'unavailable', 10_000))
  const told = lines().filter(({ msg }) => String(msg).startsWith('Redis '))
  t.match(
    told.map(({ level }) => level),
    ['warn', 'info', 'warn'],
    'each change is a line of the log',
  )
  t.match(told[1], { instances: 1 })
  const said = JSON.stringify(lines()) + (await fetchAnswer(`${url}/readyz`)).text
  t.notMatch(said, 'marks', 'the password is in none')
})

t.test('a wrong setting is named, and not quoted', async (t) => {
  for (const [settings, message] of [
    [{ redisUrl: 'redis://:secret-word@one,two' }, /REDIS_URL: names several hosts/],
    [{ redisUrl: 'redis://redis', redisPrefix: '{a}' }, /PATCHBAY_REDIS_PREFIX: must not have braces/],
  ] as const) {
    const error = (await t.rejects(openApp(t, { settings }), {
      name: 'ConfigurationError',
      message,
    })) as unknown as Error
    t.notMatch(error.message, 'secret-word')
  }
})
