import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { askRedis } from './ask-redis.ts'
import { freePort } from './free-port.ts'
import { redisProgram } from './redis-program.ts'
import { startProcess } from './server-process.ts'
import { startRedis, type RedisServer } from './redis.ts'

/** A master with a replica, and a sentinel that promotes the replica when the master is gone. */
export interface RedisSentinel {
  /** `redis+sentinel://host:port/name`. */
  readonly url: string
  readonly master: RedisServer
  readonly replica: RedisServer
  /** The port of the server that is master now. */
  masterPort(): Promise<number>
  stop(): Promise<void>
}

const name = 'main'

export async function startRedisSentinel(): Promise<RedisSentinel> {
  const master = await startRedis({ args: ['--repl-diskless-sync-delay', '0'] })
  const replica = await startRedis({ args: ['--replicaof', `127.0.0.1 ${master.port}`] })
  await until(async () =>
    (await askRedis(replica.port, 'INFO replication')).includes('master_link_status:up'),
  )
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-sentinel-'))
  const port = await freePort()
  const file = join(folder, 'sentinel.conf')
  await writeFile(
    file,
    [
      `port ${port}`,
      'bind 127.0.0.1',
      `dir ${folder}`,
      `sentinel monitor ${name} 127.0.0.1 ${master.port} 1`,
      `sentinel down-after-milliseconds ${name} 500`,
      `sentinel failover-timeout ${name} 2000`,
    ].join('\n'),
  )
  const sentinel = await startProcess(await redisProgram(), [file, '--sentinel'])
  await until(async () =>
    (await askRedis(port, `SENTINEL replicas ${name}`).catch(() => '')).includes(String(replica.port)),
  )
  return {
    url: `redis+sentinel://127.0.0.1:${port}/${name}`,
    master,
    replica,
    async masterPort() {
      const answer = await askRedis(port, `SENTINEL get-master-addr-by-name ${name}`)
      return Number(answer.split('\r\n')[4])
    },
    async stop() {
      await Promise.all([sentinel.end(), master.stop(), replica.stop()])
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(50)
}
