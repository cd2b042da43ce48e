import { join } from 'node:path'
import t from 'tap'
import { SettingsSchema } from '../../src/configuration/settings.ts'
import { baseFolder } from '../support/open-app.ts'
import { runCommand } from '../support/run-command.ts'
import { spawnPatchbay } from '../support/spawn-patchbay.ts'

const echo = join(baseFolder, 'fixtures/connectors/echo')

t.test('a mistyped command, option or argument is answered with the right one', async (t) => {
  for (const [parameters, words] of [
    [['stat'], "Unknown command 'stat'. (Did you mean start?)"],
    [['connectors', 'lst'], "Unknown command 'lst'. (Did you mean list?)"],
    [['config', '--wirte', 'x'], "Unknown option '--wirte'. (Did you mean --write?)"],
    [['connectors', 'show'], "Missing required argument 'id'."],
    [['connectors'], 'The command is not complete.'],
  ] as const) {
    const { exitCode, out, error } = await runCommand(parameters)
    t.equal(exitCode, 2, words)
    t.match(error, words)
    t.match(error, 'patchbay --help')
    t.equal(out, '')
  }
})

t.test('with --json a failure is one problem in JSON', async (t) => {
  const { exitCode, out, error } = await runCommand(['connectors', 'lst', '--json'])
  t.equal(exitCode, 2)
  t.equal(out, '')
  t.match(JSON.parse(error), { code: 'invalid_input', status: 400, detail: /Did you mean list/ })
  const wrong = await runCommand(['--json', 'connectors', 'list'], { PORT: 'eighty' })
  t.match(JSON.parse(wrong.error), { errors: [{ path: 'PORT', message: /must be a whole number/ }] })
})

t.test('every command has a description, and help with examples', async (t) => {
  const { out, exitCode } = await runCommand(['connectors', 'show', '--help'])
  t.equal(exitCode, 0)
  t.match(out, /Usage: patchbay connectors show/)
  t.match(out, /--json/)
  t.match(out, /Examples:\n {2}\$ patchbay connectors show shopify/)
})

t.test('`config --json` is the schema of the settings', async (t) => {
  const { out } = await runCommand(['config', '--json'])
  t.equal(JSON.parse(out).length, Object.keys(SettingsSchema.properties).length)
})

t.test('`config check` says everything that is wrong', async (t) => {
  const { exitCode, error } = await runCommand(['config', 'check'], {
    PORT: 'eighty',
    REDIS_URL: 'nowhere',
    PATCHBAY_TRUSTED_PROXIES: 'somebody',
    PATCHBAY_CONNECTORS: `${echo},./no-such-folder`,
    PATCHBAY_CONNECTIONS: JSON.stringify([
      { id: 'main', connector: 'echo', config: { rooom: 'secret-room' } },
      { id: 'main', connector: 'nobody' },
    ]),
  })
  t.equal(exitCode, 2)
  for (const words of [
    'PORT: must be a whole number',
    'REDIS_URL: is not a URL of Redis',
    'PATCHBAY_TRUSTED_PROXIES: must be addresses',
    'PATCHBAY_CONNECTORS: no-such-folder: ',
    'connection main: /config/rooom: is not a known field',
    'connection main: there is no connector "nobody"',
  ]) {
    t.match(error, words)
  }
  t.notMatch(error, 'secret-room')
})

t.test('`config check` says what it found to be right, and asks the servers if told to', async (t) => {
  const environment = { PATCHBAY_CONNECTORS: echo, REDIS_URL: 'redis://127.0.0.1:1' }
  const { exitCode, out } = await runCommand(['config', 'check', '--json'], environment)
  t.equal(exitCode, 0)
  t.same(JSON.parse(out).checked.slice(0, 2), ['settings', '1 connectors, 0 connections'])
  const connected = await runCommand(['config', 'check', '--connect'], environment)
  t.equal(connected.exitCode, 2)
  t.match(connected.error, 'REDIS_URL: no Redis answers there')
})

t.test('colors follow NO_COLOR', async (t) => {
  const colored = spawnPatchbay(t, ['stat'], { FORCE_COLOR: '1' })
  t.equal(await colored.exit(), 2)
  t.match(colored.output.error, '\u001b[31merror:')
  const plain = spawnPatchbay(t, ['stat'], { NO_COLOR: '1' })
  t.equal(await plain.exit(), 2)
  t.notMatch(plain.output.error, '\u001b')
})

t.test('a reader that has enough is no failure', async (t) => {
  const { child, output, exit } = spawnPatchbay(t, ['config', '--json'])
  child.stdout.destroy()
  t.equal(await exit(), 0)
  t.equal(output.error, '')
})
