import { randomBytes } from 'node:crypto'
import { Pool } from 'undici'
import { loadBenchCall, operationId } from './bench-connector.ts'
import { canPin, loadCore, pinThisProcess, serverCore } from './processes/affinity.ts'
import { startServerProcess, type ServerProcess } from './processes/server-process.ts'
import { median } from './statistics.ts'

// Does a call cost more where there is more of everything? CPU time of one call with one tenant, with a thousand more
// operations, and with many tenants that call in turns. Parameters: tenants, rounds, calls of each round.
const [tenants = 10_000, rounds = 5, calls = 30_000] = process.argv.slice(2).map(Number)
const adminKey = `bench_${randomBytes(24).toString('base64url')}`
const atOnce = 64
const { connector, input } = await loadBenchCall()

const upstream = await startServerProcess({ script: new URL('servers/upstream.ts', import.meta.url) })
const start = (count: number, ...more: string[]): Promise<ServerProcess> =>
  startServerProcess({
    script: new URL('servers/patchbay-tenants.ts', import.meta.url),
    parameters: [upstream.origin, adminKey, String(count), ...more],
    core: canPin() ? serverCore : undefined,
  })
const few = await start(1)
const crowded = await start(1, 'crowd')
const many = await start(tenants)
if (canPin()) pinThisProcess(loadCore)

/** Microseconds of the server's CPU time for each call. Throws an `Error` if a call fails. */
async function costOf(server: ServerProcess, count: number): Promise<number> {
  const pool = new Pool(server.origin, { connections: atOnce })
  const before = await server.cpuTime()
  let sent = 0
  const work = async (): Promise<void> => {
    while (sent < count) {
      const key = server.callers[sent % server.callers.length]
      sent += 1
      const { statusCode, body } = await pool.request({
        method: 'POST',
        path: `/v1/connectors/${connector.id}/${operationId}`,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify(input),
      })
      if (statusCode !== 200) throw new Error(`${statusCode}: ${await body.text()}`)
      await body.dump()
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  const used = (await server.cpuTime()) - before
  await pool.close()
  return used / count
}

try {
  const servers = { few, crowded, many }
  const costs: Record<keyof typeof servers, number[]> = { few: [], crowded: [], many: [] }
  for (const server of Object.values(servers)) await costOf(server, 60_000)
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, server] of Object.entries(servers))
      costs[name as keyof typeof servers].push(await costOf(server, calls))
  }
  const against = (name: keyof typeof servers): string => {
    const ratio = median(costs[name].map((cost, round) => cost / (costs.few[round] ?? Number.NaN)))
    return `${median(costs[name]).toFixed(1)} µs a call, ${ratio.toFixed(2)} of that`
  }
  console.log(`one tenant, one connector: ${median(costs.few).toFixed(1)} µs of CPU a call
1,000 operations more: ${against('crowded')}
${tenants.toLocaleString('en')} tenants, in turns: ${against('many')}`)
} finally {
  await Promise.all([few, crowded, many, upstream].map((server) => server.stop()))
}
