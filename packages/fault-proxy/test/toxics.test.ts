import t from 'tap'
import { closed, echo, setUp } from './set-up.ts'

t.test('without toxics everything passes, and ends', async (t) => {
  const { open } = await setUp(t)
  const socket = await open()
  const text = 'x'.repeat(3_000_000)
  t.equal((await echo(socket, text)).text, text)
  socket.end('last words')
  let rest = ''
  socket.on('data', (chunk: Buffer) => (rest += chunk.toString()))
  t.equal(await closed(socket), 'end')
  t.equal(rest, 'last words')
})

t.test('latency holds back what is on open connections, until it is removed', async (t) => {
  const { open, toxic } = await setUp(t)
  const socket = await open()
  const slow = await toxic('latency', { latency: 150, jitter: 10 })
  t.ok((await echo(socket, 'hello')).took >= 139)
  await slow.update({ attributes: { latency: 60, jitter: 0 } } as never)
  t.ok((await echo(socket, 'hello')).took >= 59)
  await slow.remove()
  t.equal((await echo(socket, 'hello')).text, 'hello')
})

t.test('bandwidth and slicer pass everything, slowly and in pieces', async (t) => {
  const { open, toxic } = await setUp(t)
  const socket = await open()
  await toxic('slicer', { average_size: 10, size_variation: 4, delay: 20_000 })
  const sliced = await echo(socket, 'abcdefghij'.repeat(5))
  t.equal(sliced.text, 'abcdefghij'.repeat(5))
  t.ok(sliced.chunks >= 2)
  await toxic('bandwidth', { rate: 1 }, 'upstream')
  t.ok((await echo(socket, 'x'.repeat(300))).took >= 200)
})

t.test('timeout lets nothing through, and closes when told to', async (t) => {
  const { open, toxic } = await setUp(t)
  const held = await open()
  const hang = await toxic('timeout', { timeout: 0 }, 'upstream')
  const answer = echo(held, 'late')
  const first = await Promise.race([answer, new Promise((resolve) => setTimeout(resolve, 100, 'nothing'))])
  t.equal(first, 'nothing')
  await hang.remove()
  t.equal((await answer).text, 'late')
  await toxic('timeout', { timeout: 50 }, 'upstream')
  held.write('never')
  t.equal(await closed(held), 'end')
})

t.test('slow_close holds back the end', async (t) => {
  const { open, toxic } = await setUp(t)
  await toxic('slow_close', { delay: 100 })
  const socket = await open()
  const begun = performance.now()
  socket.end()
  t.equal(await closed(socket), 'end')
  t.ok(performance.now() - begun >= 99)
})

t.test('reset_peer resets', async (t) => {
  const { open, toxic } = await setUp(t)
  const socket = await open()
  const ending = closed(socket)
  await toxic('reset_peer', { timeout: 0 })
  t.equal(await ending, 'ECONNRESET')
})

t.test('limit_data passes so much and no more', async (t) => {
  const { open, toxic } = await setUp(t)
  await toxic('limit_data', { bytes: 4 })
  const short = await open()
  let received = ''
  short.on('data', (chunk: Buffer) => (received += chunk.toString()))
  short.write('abcdefgh')
  await closed(short)
  t.equal(received, 'abcd')
})

t.test('toxicity is the share of connections that feel it', async (t) => {
  const { open, toxic } = await setUp(t)
  await toxic('timeout', { timeout: 1 }, 'downstream', 0)
  t.equal((await echo(await open(), 'spared')).text, 'spared')
})
