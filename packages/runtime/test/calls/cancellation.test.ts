import { once } from 'node:events'
import t from 'tap'
import { openProbe, operations } from '../support/open-probe.ts'
import { openRaw } from '../support/answer.ts'
import { adminKey } from '../support/open-app.ts'
import { answerJson } from '../support/start-vendor.ts'
import { until } from '../support/until.ts'

for (const [effect, outcome] of Object.entries({ read: 'cancelled', write: 'outcome_unknown' } as const)) {
  t.test(`a caller that leaves ends its ${effect} at the vendor`, async (t) => {
    let closed = 0
    const { port, vendor, calls } = await openProbe(
      t,
      (request) => void request.socket.once('close', () => (closed += 1)),
      { settings: { vendorSilence: '10s' } },
    )
    const { socket } = await openRaw(port)
    socket.write(
      `POST /v1/connectors/probe/${operations[effect as 'read' | 'write']} HTTP/1.1\r\nHost: a\r\n` +
        `Authorization: Bearer ${adminKey}\r\nContent-Length: 0\r\n\r\n`,
    )
    t.ok(await until(() => vendor.requests.length === 1), 'it reached the vendor')
    socket.destroy()
    t.ok(await until(() => closed === 1), 'the connection to the vendor is closed')
    t.ok(await until(() => calls().length === 1))
    t.match(calls(), [{ outcome, attempts: 1 }])
  })
}

t.test('a caller that leaves between two attempts ends the call', async (t) => {
  const { url, vendor, calls } = await openProbe(t, answerJson({}, 503, { 'retry-after': '0.8' }))
  const leaving = new AbortController()
  const call = fetch(`${url}/v1/connectors/probe/items.get`, {
    headers: { authorization: `Bearer ${adminKey}` },
    signal: leaving.signal,
  })
  call.catch(() => undefined)
  t.ok(await until(() => vendor.requests.length === 1))
  leaving.abort()
  await t.rejects(call)
  t.ok(await until(() => calls().length === 1, 700), 'before the wait is over')
  t.match(calls(), [{ outcome: 'cancelled', attempts: 1 }])
  t.equal(vendor.requests.length, 1)
})

t.test('the vendor is not asked for a caller that has left, and others are served', async (t) => {
  const { port, call, calls, vendor } = await openProbe(t, answerJson({ ok: true }))
  const { socket } = await openRaw(port)
  socket.end(
    `POST /v1/connectors/probe/items.get HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${adminKey}\r\n\r\n`,
  )
  await once(socket, 'close')
  t.equal((await call('items.get')).status, 200)
  t.ok(await until(() => calls().length === vendor.requests.length))
})
