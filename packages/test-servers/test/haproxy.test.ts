import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { startHaproxy } from '@patchbay/test-servers'
import t, { type Test } from 'tap'

t.setTimeout(90_000)

/** Says its name, and whether it is ready. */
async function startServer(t: Test, name: string) {
  const state = { isReady: true, served: 0 }
  const server = createServer((request, response) => {
    if (request.url === '/ready') response.statusCode = state.isReady ? 200 : 503
    else state.served += 1
    response.end(name)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return { state, port: (server.address() as AddressInfo).port }
}

t.test('requests go to the servers that are ready, and come back to those that are again', async (t) => {
  const [one, other] = [await startServer(t, 'one'), await startServer(t, 'other')]
  const balancer = await startHaproxy({
    ports: [one.port, other.port],
    checkPath: '/ready',
    checkEvery: 50,
  })
  t.teardown(() => balancer.stop())
  const ask = async (): Promise<string> => (await fetch(balancer.url)).text()
  const untilServed = async (names: readonly string[]): Promise<boolean> => {
    for (let round = 0; round < 100; round += 1) {
      const served = new Set(await Promise.all(Array.from({ length: 8 }, ask)))
      if (served.size === names.length && names.every((name) => served.has(name))) return true
      await sleep(50)
    }
    return false
  }
  t.ok(await untilServed(['one', 'other']), 'both serve')
  one.state.isReady = false
  t.ok(await untilServed(['other']), 'only the one that is ready')
  one.state.isReady = true
  t.ok(await untilServed(['one', 'other']), 'both again')
})
