import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { warmUp } from '../src/load/warm-up.ts'

/** A server that counts its requests and answers the nth with a status. */
const counting = async (t: Test, statusOf: (count: number) => number) => {
  const seen = { count: 0 }
  const server = createServer((_request, response) => {
    seen.count += 1
    response.writeHead(statusOf(seen.count)).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { seen, request: { origin, method: 'GET', path: '/', headers: {}, status: 200 } as const }
}

t.test('it goes on until there were enough requests', async (t) => {
  const { seen, request } = await counting(t, () => 200)
  await warmUp(request, 2, 1)
  const inOneSlice = seen.count
  await warmUp(request, 2, 2 * inOneSlice)
  t.ok(seen.count - inOneSlice >= 2 * inOneSlice)
})

t.test('a wrong answer ends it', async (t) => {
  const { request } = await counting(t, (count) => (count === 3 ? 500 : 200))
  await t.rejects(warmUp(request, 1, 1_000_000), /GET \/: 1 requests failed in the warm-up/)
})
