import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { startRedis, startRedisCluster, startRedisSentinel } from '@patchbay/test-servers'
import { askRedis } from '../src/ask-redis.ts'

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

t.test('a server can be killed, paused and restarted on its port', async (t) => {
  const redis = await startRedis({ own: true })
  t.teardown(() => redis.stop())
  await askRedis(redis.port, 'SET a 1')
  redis.pause()
  const answer = askRedis(redis.port, 'GET a')
  t.equal(await Promise.race([answer, sleep(200, 'nothing')]), 'nothing')
  redis.resume()
  t.match(await answer, /^\$1\r\n1\r\n/)
  const { pid } = redis
  await redis.kill()
  t.notOk(isRunning(pid))
  await t.rejects(askRedis(redis.port, 'PING'), { code: 'ECONNREFUSED' })
  await redis.restart()
  t.match(await askRedis(redis.port, 'GET a'), /^\$-1/, 'it has kept nothing')
  t.not(redis.pid, pid)
})

t.test('a server does not outlive a process that is killed', async (t) => {
  const script = `
    import { startRedis } from '@patchbay/test-servers'
    const { pid } = await startRedis({ own: true })
    console.log(String(pid)) // a number would be colored where colors are forced
    setInterval(() => {}, 1_000)`
  const child = spawn(
    process.execPath,
    ['--conditions=@patchbay/source', '--input-type=module', '-e', script],
    { cwd: import.meta.dirname, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const pid = Number(line.toString())
  t.ok(isRunning(pid))
  child.kill('SIGKILL')
  while (isRunning(pid)) await sleep(20)
  t.pass('it has ended')
})

t.test('the server of REDIS_URL is used, and is not hurt', async (t) => {
  const redis = await startRedis({ own: true })
  t.teardown(() => redis.stop())
  const before = process.env['REDIS_URL']
  process.env['REDIS_URL'] = redis.url
  t.teardown(() => {
    if (before === undefined) delete process.env['REDIS_URL']
    else process.env['REDIS_URL'] = before
  })
  const [one, other] = [await startRedis(), await startRedis()]
  t.equal(one.url, redis.url)
  t.not(one.prefix, other.prefix)
  await t.rejects(one.kill(), /REDIS_URL is not ours to kill/)
  t.throws(() => one.pause(), /REDIS_URL is not ours to pause/)
  const own = await startRedis({ own: true })
  t.teardown(() => own.stop())
  t.not(own.url, redis.url)
})

t.test('a sentinel promotes the replica', async (t) => {
  const sentinel = await startRedisSentinel()
  t.teardown(() => sentinel.stop())
  const { url, master, replica } = sentinel
  t.match(url, /^redis\+sentinel:/)
  t.equal(await sentinel.masterPort(), master.port)
  await master.kill()
  while ((await sentinel.masterPort()) !== replica.port) await sleep(50)
  t.pass('the replica is the master')
})

t.test('a cluster shares the slots', async (t) => {
  const cluster = await startRedisCluster()
  t.teardown(() => cluster.stop())
  const answers = await Promise.all(
    cluster.masters.map(({ port }) => askRedis(port, 'SET a 1').catch((error: Error) => error.message)),
  )
  t.equal(answers.filter((answer) => answer.startsWith('+OK')).length, 1)
  t.equal(answers.filter((answer) => answer.includes('MOVED')).length, 2)
})
