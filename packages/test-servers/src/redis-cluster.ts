import { setTimeout as sleep } from 'node:timers/promises'
import { askRedis } from './ask-redis.ts'
import { freePort } from './free-port.ts'
import { startRedis, type RedisServer } from './redis.ts'

/** Masters that share the slots, without replicas. */
export interface RedisCluster {
  /** `redis+cluster://host:port,host:port,host:port`. */
  readonly url: string
  readonly masters: readonly RedisServer[]
  stop(): Promise<void>
}

const slots = 16_384

/** Three masters. */
export async function startRedisCluster(): Promise<RedisCluster> {
  const nodes = await Promise.all([startNode(), startNode(), startNode()])
  const [first] = nodes
  const share = Math.ceil(slots / nodes.length)
  for (const [index, { server, busPort }] of nodes.entries()) {
    const last = Math.min(slots, (index + 1) * share) - 1
    await askRedis(server.port, `CLUSTER ADDSLOTSRANGE ${index * share} ${last}`)
    await askRedis(server.port, `CLUSTER SET-CONFIG-EPOCH ${index + 1}`)
    if (index > 0) await askRedis(first.server.port, `CLUSTER MEET 127.0.0.1 ${server.port} ${busPort}`)
  }
  for (const { server } of nodes) {
    for (;;) {
      const info = await askRedis(server.port, 'CLUSTER INFO')
      if (info.includes('cluster_state:ok') && info.includes(`cluster_known_nodes:${nodes.length}`)) break
      await sleep(50)
    }
  }
  const masters = nodes.map(({ server }) => server)
  return {
    url: `redis+cluster://${masters.map(({ port }) => `127.0.0.1:${port}`).join(',')}`,
    masters,
    stop: async () => void (await Promise.all(masters.map((server) => server.stop()))),
  }
}

async function startNode(): Promise<{ readonly server: RedisServer; readonly busPort: number }> {
  const busPort = await freePort()
  const server = await startRedis({
    args: ['--cluster-enabled', 'yes', '--cluster-port', String(busPort), '--cluster-node-timeout', '2000'],
  })
  return { server, busPort }
}
