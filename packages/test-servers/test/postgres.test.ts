import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { startPostgres } from '@patchbay/test-servers'
import { askPostgres } from '../src/ask-postgres.ts'
import { isRunning } from '../src/process-tree.ts'

t.test(
  'a server can be killed, paused and restarted on its port, and keeps what was committed',
  async (t) => {
    const postgres = await startPostgres({ own: true })
    t.teardown(() => postgres.stop())
    await askPostgres(postgres.url, 'create table kept (id int); insert into kept values (7)')
    await postgres.pause()
    const answer = askPostgres(postgres.url, 'select id from kept')
    t.equal(await Promise.race([answer, sleep(200, 'nothing')]), 'nothing')
    await postgres.resume()
    t.strictSame(await answer, [{ id: 7 }])
    const { pid } = postgres
    await postgres.kill()
    t.notOk(isRunning(pid))
    await t.rejects(askPostgres(postgres.url, 'select 1'), { code: 'ECONNREFUSED' })
    await postgres.restart()
    t.strictSame(await askPostgres(postgres.url, 'select id from kept'), [{ id: 7 }])
    t.not(postgres.pid, pid)
  },
)

t.test('databases are apart, and can be copied', async (t) => {
  const postgres = await startPostgres()
  t.teardown(() => postgres.stop())
  const one = await postgres.createDatabase()
  await askPostgres(one, 'create table own (id int)')
  const [copy, other] = [await postgres.createDatabase(one), await postgres.createDatabase()]
  t.strictSame(await askPostgres(copy, 'select * from own'), [])
  await t.rejects(askPostgres(other, 'select * from own'), { code: '42P01' })
  await postgres.dropDatabases()
  await t.rejects(askPostgres(one, 'select 1'), { code: '3D000' })
})

t.test('a server does not outlive a process that is killed', async (t) => {
  const script = `
    import { startPostgres } from '@patchbay/test-servers'
    const { pid } = await startPostgres({ own: true })
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

t.test('the server of DATABASE_URL is used, and is not hurt', async (t) => {
  const postgres = await startPostgres({ own: true })
  t.teardown(() => postgres.stop())
  const before = process.env['DATABASE_URL']
  process.env['DATABASE_URL'] = postgres.url
  t.teardown(() => {
    if (before === undefined) delete process.env['DATABASE_URL']
    else process.env['DATABASE_URL'] = before
  })
  const borrowed = await startPostgres()
  t.equal(borrowed.url, postgres.url)
  const url = await borrowed.createDatabase()
  await t.rejects(borrowed.kill(), /DATABASE_URL is not ours to kill/)
  await borrowed.stop()
  await t.rejects(askPostgres(url, 'select 1'), { code: '3D000' }, 'its databases are gone with it')
})

t.test('the binaries of the npm package work as well', async (t) => {
  const before = process.env['PATH']
  process.env['PATH'] = '/bin:/usr/bin'
  t.teardown(() => (process.env['PATH'] = before))
  const postgres = await startPostgres({ own: true })
  t.teardown(() => postgres.stop())
  t.match(await askPostgres(postgres.url, 'select version()'), [{ version: /^PostgreSQL 18/ }])
})
