import { connect } from 'node:net'
import { once } from 'node:events'
import t, { type Test } from 'tap'
import { defineEmulator, type Emulator } from '@patchbay/contract/emulator'
import { startEmulator, type EmulatorHost } from '@patchbay/emulator'

const letters = defineEmulator({
  title: 'Letters',
  connection: { config: {}, auth: 'key', credentials: { key: 'k' } },
  seed: ({ now }) => ({ seeded: now(), asked: 0 }),
  answer({ method, path, query, headers, body }, state, { now }) {
    state.asked += 1
    switch (path) {
      case '/state':
        return { status: 200, body: { ...state, now: now() } }
      case '/text':
        return { status: 200, headers: { 'content-type': 'text/csv' }, body: 'a,b' }
      case '/nothing':
        return { status: 204 }
      case '/throw':
        throw new TypeError('a bug in the emulator')
      default:
        return { status: 200, body: { method, path, query: [...query], accept: headers['accept'], body } }
    }
  },
  failures: { rateLimited: { status: 429, headers: { 'retry-after': '3' }, body: { slow: 'down' } } },
})

const open = async (t: Test, options: Parameters<typeof startEmulator>[1] = {}): Promise<EmulatorHost> => {
  const host = await startEmulator(letters, options)
  t.teardown(() => host.close())
  return host
}

const statusOf = async (url: string, init: RequestInit = {}): Promise<number> =>
  (await fetch(url, init)).status

t.test('an emulator sees the request as it was sent', async (t) => {
  const { url, journal } = await open(t)
  const answer = await fetch(`${url}/a%20b?x=1&x=2&y=%C3%BC`, {
    method: 'PUT',
    headers: { Accept: 'text/plain' },
    body: 'ü',
  })
  t.same(await answer.json(), {
    method: 'PUT',
    path: '/a%20b',
    query: [
      ['x', '1'],
      ['x', '2'],
      ['y', 'ü'],
    ],
    accept: 'text/plain',
    body: 'ü',
  })
  t.match(journal, [{ method: 'PUT', path: '/a%20b', body: 'ü', status: 200, aborted: false }])
})

t.test('answers are JSON, text or nothing', async (t) => {
  const { url } = await open(t)
  const text = await fetch(`${url}/text`)
  t.equal(text.headers.get('content-type'), 'text/csv')
  t.equal(await text.text(), 'a,b')
  const nothing = await fetch(`${url}/nothing`)
  t.equal(nothing.status, 204)
  t.equal(await nothing.text(), '')
})

t.test('a bug of the emulator looks like none of the vendor', async (t) => {
  const { url } = await open(t)
  const answer = await fetch(`${url}/throw`)
  t.equal(answer.status, 599)
  t.match(await answer.json(), { emulatorFault: /a bug in the emulator/ })
  t.equal(await statusOf(`${url}/state`), 200, 'it still serves')
})

t.test('a failure that is not declared is said to be so', async (t) => {
  const { url, inject } = await open(t)
  inject({ kind: 'failure', failure: 'conflict', times: 1 })
  const missing = await fetch(url)
  t.equal(missing.status, 501)
  t.match(await missing.json(), { error: /no failure "conflict"/ })
  inject({ kind: 'failure', failure: 'rateLimited', times: 1 })
  const declared = await fetch(url)
  t.equal(declared.status, 429)
  t.equal(declared.headers.get('retry-after'), '3')
})

t.test('the oldest fault that fits strikes first, and as often as told', async (t) => {
  const { url, inject, clearFaults } = await open(t)
  inject({ kind: 'status', status: 500, method: 'POST', times: 1 })
  inject({ kind: 'status', status: 501, path: '/a', times: 2 })
  inject({ kind: 'status', status: 502 })
  t.equal(await statusOf(`${url}/a`, { method: 'POST' }), 500)
  t.equal(await statusOf(`${url}/abc`, { method: 'POST' }), 501)
  t.equal(await statusOf(`${url}/b`), 502)
  t.equal(await statusOf(`${url}/a`), 501)
  t.equal(await statusOf(`${url}/a`), 502, 'the one on /a has worn off')
  clearFaults()
  t.equal(await statusOf(`${url}/a`), 200)
})

t.test('the control is not struck, and not in the journal', async (t) => {
  const { url, inject, journal } = await open(t)
  inject({ kind: 'reset' })
  t.equal(await statusOf(`${url}/__emulator`), 200)
  t.equal(await statusOf(`${url}/__emulator/faults`, { method: 'POST', body: '{' }), 400)
  t.equal(await statusOf(`${url}/__emulator/faults`, { method: 'DELETE' }), 204)
  t.equal(await statusOf(url), 200)
  t.equal(journal.length, 1)
})

t.test('a struck request is in the journal, with what became of it', async (t) => {
  const { url, inject, journal } = await open(t)
  inject({ kind: 'reset', times: 1 })
  await t.rejects(fetch(url))
  t.match(journal, [{ status: undefined, aborted: true }])
  inject({ kind: 'status', status: 418, times: 1 })
  await fetch(url)
  t.match(journal[1], { status: 418, aborted: false })
})

t.test('the journal keeps the last thousand', async (t) => {
  const { url, journal } = await open(t)
  for (let round = 0; round < 21; round += 1) {
    await Promise.all(Array.from({ length: 50 }, (_, index) => fetch(`${url}/${round * 50 + index}`)))
  }
  t.equal(journal.length, 1_000)
  t.ok(journal.every(({ path }) => Number(path.slice(1)) >= 50))
})

t.test('the clock is the one that is given', async (t) => {
  let time = 1_000
  const host = await open(t, { now: () => time })
  time = 5_000
  t.same(await (await fetch(`${host.url}/state`)).json(), { seeded: 1_000, asked: 1, now: 5_000 })
  host.reset()
  t.same(await (await fetch(`${host.url}/state`)).json(), { seeded: 5_000, asked: 1, now: 5_000 })
})

t.test('a port that is taken is an error', async (t) => {
  const { url } = await open(t)
  await t.rejects(startEmulator(letters as Emulator, { port: Number(new URL(url).port) }), {
    code: 'EADDRINUSE',
  })
})

t.test('closing ends requests that hang and connections that are kept', async (t) => {
  const host = await startEmulator(letters)
  host.inject({ kind: 'hang' })
  const socket = connect(Number(new URL(host.url).port), '127.0.0.1')
  socket.on('error', () => undefined)
  socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
  await once(socket, 'connect')
  const closed = new Promise((resolve) => socket.once('close', resolve))
  await host.close()
  await closed
  await t.rejects(fetch(host.url))
})
