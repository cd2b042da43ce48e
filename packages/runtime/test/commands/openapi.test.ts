import { existsSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import t from 'tap'
import { connectorPackage } from '../support/connector-source.ts'
import { openApp } from '../support/open-app.ts'
import { runCommand } from '../support/run-command.ts'

const echo = join(import.meta.dirname, '../fixtures/connectors/echo')

t.test('the document is that of a server, and takes none', async (t) => {
  const folder = t.testdir()
  const file = join(folder, 'openapi.json')
  // A store and a Redis that are not there: neither is asked.
  const environment = {
    PATCHBAY_CONNECTORS: echo,
    PATCHBAY_DATA: join(folder, 'data'),
    DATABASE_URL: 'postgres://127.0.0.1:1/none',
    REDIS_URL: 'redis://127.0.0.1:1',
  }
  const written = await runCommand(['openapi', '--write', file], environment)
  t.equal(written.exitCode, 0, written.error)
  t.notOk(existsSync(join(folder, 'data')), 'it leaves nothing behind')
  const { get } = await openApp(t)
  t.same(JSON.parse(readFileSync(file, 'utf8')), JSON.parse((await get('/openapi.json')).text))
  const printed = await runCommand(['openapi'], environment)
  t.equal(printed.out, `${readFileSync(file, 'utf8')}\n`)
})

t.test('a document without a connector that was asked for is none', async (t) => {
  const folder = t.testdir({ broken: connectorPackage('broken', { manifest: { version: 'new' } }) })
  const reference = `./${relative(process.cwd(), join(folder, 'broken'))}`
  const outcome = await runCommand(['openapi'], { PATCHBAY_CONNECTORS: `${echo},${reference}` })
  t.equal(outcome.exitCode, 1)
  t.equal(outcome.out, '')
  t.match(outcome.error, 'broken')
})
