import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import t from 'tap'
import { settingsReference } from '../../src/configuration/reference.ts'
import { fetchAnswer } from '../support/answer.ts'
import { spawnPatchbay, startPatchbay } from '../support/spawn-patchbay.ts'

t.setTimeout(90_000)
t.jobs = 2 // processes take a while to start

t.test('`config` prints the reference of the settings', { buffered: true }, async (t) => {
  const { exit, output } = spawnPatchbay(t, ['config'])
  t.equal(await exit(), 0)
  t.equal(output.out, `${settingsReference()}\n`)
  t.equal(output.error, '')
})

t.test('help is there for those who ask and for those who err', { buffered: true }, async (t) => {
  for (const commands of [[], ['help'], ['--help']]) {
    const { exit, output } = spawnPatchbay(t, commands)
    t.equal(await exit(), 0)
    t.match(output.out, /^ {2}start +serve/m)
    t.match(output.out, /^ {2}config \[options\] +print every setting/m)
    t.equal(output.error, '')
  }
  for (const command of ['stat', 'constructor', '__proto__']) {
    const { exit, output } = spawnPatchbay(t, [command])
    t.equal(await exit(), 2, command)
    t.match(output.error, `Unknown command '${command}'.`)
    t.match(output.error, /patchbay --help/)
    t.equal(output.out, '')
  }
})

t.test(
  'a configuration that is wrong is said in words, all of it, and nothing starts',
  { buffered: true },
  async (t) => {
    const { exit, output } = spawnPatchbay(t, ['start'], {
      PORT: 'eighty',
      PATCHBAY_DATA_FOLDER: '/nowhere',
      PATCHBAY_ADMIN_KEY: 'hunter2',
    })
    t.equal(await exit(), 2)
    t.match(output.error, /The configuration is wrong:\n/)
    t.match(output.error, /- PORT: must be a whole number/)
    t.match(output.error, /- PATCHBAY_DATA_FOLDER: there is no such setting/)
    t.match(output.error, /- PATCHBAY_ADMIN_KEY: must have at least 16 characters/)
    t.notMatch(output.error, /hunter2|\n\s+at /)
    t.equal(output.out, '')
  },
)

t.test('so is a connection that is wrong', { buffered: true }, async (t) => {
  const { exit, output } = spawnPatchbay(t, ['start'], {
    PORT: '0',
    PATCHBAY_ADMIN_KEY: 'sixteen-letters!',
    PATCHBAY_CONNECTORS: './fixtures/connectors/echo',
    PATCHBAY_CONNECTIONS: JSON.stringify([
      { id: 'main', connector: 'echo', config: { rooom: 'secret-room' } },
    ]),
  })
  t.equal(await exit(), 2)
  t.match(output.error, /- connection main: \/config\/rooom: is not a known field/)
  t.match(output.error, /- connection main: \/credentials\/key: is required/)
  t.notMatch(output.error, /secret-room|\n\s+at /)
})

t.test('a port that is taken is said in words', { buffered: true }, async (t) => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => server.close())
  const { port } = server.address() as AddressInfo
  const { exit, output } = spawnPatchbay(t, ['start'], {
    PORT: String(port),
    PATCHBAY_ADMIN_KEY: 'sixteen-letters!',
    PATCHBAY_CONNECTORS: './fixtures/connectors/echo',
  })
  t.equal(await exit(), 2)
  t.match(output.error, `PORT: 127.0.0.1:${port} cannot be listened on (EADDRINUSE)`)
  t.notMatch(output.error, /\n\s+at /)
})

t.test(
  'the first start shows the key that it made, the next one only where it is',
  { buffered: true },
  async (t) => {
    const folder = t.testdir({})
    const environment = { PATCHBAY_DATA: join(folder, 'data'), PATCHBAY_ADMIN_KEY: '' }
    const first = await startPatchbay(t, environment)
    const key = /pb_admin_[\w-]+/.exec(first.output.error)?.[0] ?? ''
    t.ok(key)
    const headers = { authorization: `Bearer ${key}` }
    t.equal((await fetchAnswer(`${first.url}/v1/connectors`, { headers })).status, 200)
    t.match(first.output.error, /✓ echo 1\.2\.3, 2 operations, emulator at http/)
    first.child.kill('SIGINT')
    t.equal(await first.exit(), 0)
    t.notOk(first.output.out.includes(key), 'the key is not in the log')

    const second = await startPatchbay(t, { ...environment, HOST: '0.0.0.0' })
    t.notOk(second.output.error.includes(key))
    t.match(second.output.error, join(folder, 'data', 'admin-key'))
    t.equal((await fetchAnswer(`${second.url}/v1/connectors`, { headers })).status, 200)
    second.child.kill('SIGINT')
    t.equal(await second.exit(), 0)
  },
)
