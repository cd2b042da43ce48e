import t from 'tap'
import { newEntry } from '../support/open-test-vault.ts'
import { expectProblem } from '../support/expect-problem.ts'
import { openApp } from '../support/open-app.ts'
import { until } from '../support/until.ts'
import { freshDatabase } from '../support/with-each-store.ts'

interface Answered {
  readonly data: {
    readonly keys: ReadonlyArray<Record<string, unknown>>
    readonly rotation: Readonly<Record<string, unknown>> | null
  }
}

t.test('operators see the keys and rotate them, over a restart with a grown ring', async (t) => {
  const databaseUrl = await freshDatabase(t)
  const [a, b] = [newEntry('a'), newEntry('b')]
  const first = await openApp(t, { settings: { databaseUrl, keys: a } })
  const before = JSON.parse((await first.get('/v1/vault')).text) as Answered
  t.match(before.data, { keys: [{ id: 'a', active: true, inRing: true, secrets: 0 }], rotation: null })

  const second = await openApp(t, { settings: { databaseUrl, keys: `${b},${a}` } })
  const asked = await second.post('/v1/vault/rotation', '')
  t.equal(asked.status, 202)
  t.match((JSON.parse(asked.text) as Answered).data.rotation, { key: 'b', startedBy: /./ })
  let told: Answered['data'] | undefined
  t.ok(
    await until(async () => {
      told = (JSON.parse((await second.get('/v1/vault')).text) as Answered).data
      return told.rotation?.['state'] === 'done'
    }),
  )
  t.match(told?.keys, [
    { id: 'a', active: false, retiredAt: null },
    { id: 'b', active: true, activatedAt: /Z$/ },
  ])
  for (const secret of [a, b].map((entry) => entry.slice(2))) {
    t.notOk(asked.text.includes(secret))
    t.notOk(JSON.stringify([first.lines(), second.lines(), told]).includes(secret))
  }

  expectProblem(t, await second.post('/v1/vault/rotation', { key: 'c' }), 'invalid_input')
  expectProblem(
    t,
    await second.get('/v1/vault', { authorization: 'Bearer wrong-key-0123456789' }),
    'unauthenticated',
  )
})

t.test('an app on a wrong ring does not start', async (t) => {
  const databaseUrl = await freshDatabase(t)
  await openApp(t, { settings: { databaseUrl, keys: newEntry('a') } })
  await t.rejects(
    openApp(t, { settings: { databaseUrl, keys: newEntry('a') } }),
    /the key "a" is another one than the store was written with/,
  )
})
