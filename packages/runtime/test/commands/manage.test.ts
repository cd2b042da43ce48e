import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { adminKey, openApp, type OpenOptions } from '../support/open-app.ts'
import { runCommand } from '../support/run-command.ts'
import { until } from '../support/until.ts'

t.setTimeout(90_000)

/** Runs commands against a real server, as its operator. */
const open = async (t: Test, options: OpenOptions = {}) => {
  const { url } = await openApp(t, options)
  const environment = { PATCHBAY_URL: url, PATCHBAY_KEY: adminKey, ECHO_KEY: 'vendor-secret' }
  const run = async (parameters: readonly string[], input = '') => {
    const { exitCode, out, error } = await runCommand(parameters, environment, input)
    t.equal(exitCode, 0, `${parameters.join(' ')}: ${error}`)
    return out
  }
  return {
    url,
    environment,
    run,
    json: async (parameters: readonly string[], input = '') =>
      JSON.parse(await run([...parameters, '--json'], input)),
    fail: (parameters: readonly string[], input = '') => runCommand(parameters, environment, input),
  }
}

t.test('keys', async (t) => {
  const { url, run, json, fail } = await open(t)
  const list = async (key: string) =>
    (await runCommand(['connectors', 'list'], { PATCHBAY_URL: url, PATCHBAY_KEY: key })).exitCode
  const made = await json(['keys', 'create', '--name', 'board', '--role', 'viewer', '--effects', 'read'])
  t.match(made, { name: 'board', role: 'viewer', restrictions: { effects: ['read'] }, key: /./ })
  t.equal(await list(made.key), 0)
  t.match(await run(['keys', 'list']), /board +viewer/)
  t.notMatch(await run(['keys', 'list']), made.key)
  const rotated = await json(['keys', 'rotate', made.id, '--overlap', '1h'])
  t.not(rotated.key, made.key)
  t.equal(await list(rotated.key), 0)
  t.match(await run(['keys', 'revoke', made.id]), `${made.id} is revoked`)
  t.equal(await list(rotated.key), 1)
  const wrong = await fail(['keys', 'create', '--name', 'x', '--role', 'king'])
  t.equal(wrong.exitCode, 2)
  t.match(wrong.error, /Allowed choices are owner, admin/)
  const past = await fail([
    'keys',
    'create',
    '--name',
    'x',
    '--role',
    'agent',
    '--expires',
    '2020-01-01T00:00:00Z',
  ])
  t.equal(past.exitCode, 1)
  t.match(past.error, /- \/expiresAt: must be a time to come/)
})

t.test('tenants, and acting in one', async (t) => {
  const { run, json, fail } = await open(t)
  t.match(await json(['tenants', 'create', 'acme', '--title', 'Acme Inc.']), { id: 'acme', state: 'active' })
  t.match(await run(['tenants', 'list']), /^acme +Acme Inc\. +active/m)
  const made = await json(['keys', 'create', '--tenant', 'acme', '--name', 'first', '--role', 'owner'])
  t.match(await json(['keys', 'list', '--tenant', 'acme']), [{ id: made.id }])
  t.same(await json(['keys', 'list']), [], 'and not in mine')
  t.match(await json(['tenants', 'suspend', 'acme']), { state: 'suspended' })
  t.match(await json(['tenants', 'resume', 'acme']), { state: 'active' })
  t.equal((await fail(['tenants', 'suspend', 'nobody'])).exitCode, 1)
})

t.test('toolsets', async (t) => {
  const { run, json, fail } = await open(t)
  t.match(await run(['toolsets', 'list']), /^all +built-in +2 +Everything/m)
  const put = ['toolsets', 'put', 'desk', 'echo/text.*', 'echo/notes.*']
  t.match(await json(put), { title: 'desk', patterns: ['echo/text.*', 'echo/notes.*'], version: 1 })
  t.match(await json([...put, '--title', 'Desk', '--effects', 'read']), { version: 2, effects: ['read'] })
  t.match(await json(['toolsets', 'get', 'desk']), { tools: 1, operations: ['echo/text.say'] })
  const made = await json([
    'keys',
    'create',
    '--name',
    'a',
    '--role',
    'agent',
    '--toolsets',
    'desk,echo.read',
  ])
  t.match(made, { toolsets: ['desk', 'echo.read'] })
  t.match((await fail(['toolsets', 'remove', 'desk'])).error, made.id)
  await run(['keys', 'revoke', made.id])
  t.match(await run(['toolsets', 'remove', 'desk']), 'the toolset desk is gone')
  const wrong = await fail(['toolsets', 'put', 'desk', 'ecco/*'])
  t.equal(wrong.exitCode, 1)
  t.match(wrong.error, /- \/patterns\/0: names the connector ecco/)
})

t.test('flags', async (t) => {
  const { run, json, fail } = await open(t)
  t.match(await run(['flags', 'list']), /^writes +true/m)
  const rule = ['writes', '*:echo:*']
  t.match(await json(['flags', 'set', ...rule, 'off', '--kill', '--note', 'incident']), {
    value: false,
    isKilled: true,
  })
  t.match(await json(['flags', 'set', ...rule, 'off', '--percentage', '20']), { version: 2, percentage: 20 })
  t.match(await run(['flags', 'list']), /\*:echo:\*/)
  t.match(await run(['flags', 'delete', ...rule]), 'is gone')
  t.equal((await fail(['flags', 'delete', ...rule])).exitCode, 1)
  t.equal((await fail(['flags', 'set', ...rule, 'maybe'])).exitCode, 2)
})

t.test('the vault', async (t) => {
  const { run, json } = await open(t)
  const { keys } = await json(['vault', 'status'])
  t.match(keys, [{ active: true }])
  t.match(await run(['vault', 'rotate']), keys[0].id)
  const one = await run(['vault', 'new-key'])
  t.match(one, /^key-[\w-]+:[\w+/]+=*\n$/)
  t.not(await run(['vault', 'new-key']), one)
})

t.test('the audit', async (t) => {
  const { run, json, fail } = await open(t)
  await run(['tenants', 'create', 'acme', '--title', 'Acme'])
  await run(['keys', 'create', '--name', 'board', '--role', 'viewer'])
  const head = (await run(['audit', 'head'])).trim()
  t.match(head, /^\d+:[0-9a-f]{64}$/)
  const ndjson = await run(['audit', 'export'])
  t.match(ndjson, '"action":"key.create"')
  const file = join(t.testdir({}), 'audit.ndjson')
  t.match(await run(['audit', 'export', '--output', file]), `${file} written`)
  t.equal((await fail(['audit', 'export', '--output', file])).exitCode, 1, 'nothing is overwritten')
  t.match(await run(['audit', 'export', '--format', 'csv']), /^sequence,time/)
  t.match(await json(['audit', 'verify', '--file', file, '--head', head]), { isIntact: true })
  t.match(await json(['audit', 'verify']), { isIntact: true })
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace('board', 'bored').replace('key.create', 'key.rotate'),
  )
  const edited = await fail(['audit', 'verify', '--file', file])
  t.equal(edited.exitCode, 1)
  t.match(edited.out, /edited +\d+/)
  t.match(edited.error, 'not as it was written')
  t.equal((await fail(['audit', 'verify', '--file', '/no/such'])).exitCode, 1)
  t.equal((await fail(['audit', 'verify', '--head', 'x'])).exitCode, 2)
})

t.test('usage', async (t) => {
  const { url, run, environment } = await open(t)
  await fetch(`${url}/v1/connectors/echo/text.say`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
    body: '{"text":"a"}',
  })
  for (;;) {
    const { out } = await runCommand(['usage', '--granularity', 'hour'], environment)
    if (/echo +text\.say +1/.test(out)) break
  }
  t.match(await run(['usage', '--csv', '--by', 'connector']), /connector.*\n.*echo/s)
})

t.test('connections, whose credentials are no arguments', async (t) => {
  const { run, json, fail } = await open(t)
  const create = ['connections', 'create', 'main', '--connector', 'echo', '--config', '{"room":"a"}']
  const made = await json([...create, '--credential-env', 'key=ECHO_KEY'])
  t.match(made, { id: 'main', connector: 'echo', state: 'active' })
  t.match(await run(['connections', 'list']), /^main +echo +active/m)
  t.notMatch(await run(['connections', 'show', 'main']), 'vendor-secret')
  t.match(await json(['connections', 'update', 'main', '--credentials-from', '-'], '{"key":"next-secret"}'), {
    version: 2,
  })
  const file = join(t.testdir({}), 'credentials.json')
  writeFileSync(file, '{"key":"third-secret"}')
  t.match(await json(['connections', 'update', 'main', '--credentials-from', file]), { version: 3 })
  t.match(await json(['connections', 'update', 'main', '--state', 'disabled']), { state: 'disabled' })
  t.match(await run(['connections', 'events', 'main']), /created/)
  for (const wrong of [
    ['--credential-env', 'key=NOT_SET'],
    ['--credential-env', 'vendor-secret'],
    ['--credentials-from', '/no/such/file'],
    ['--credentials-from', '-'],
  ]) {
    const { exitCode, error } = await fail(['connections', 'update', 'main', ...wrong], 'not json')
    t.equal(exitCode, 2, error)
    t.notMatch(error, 'not json')
  }
  const fields = await fail([
    'connections',
    'create',
    'other',
    '--connector',
    'echo',
    '--config',
    '{"rooom":1}',
  ])
  t.equal(fields.exitCode, 1)
  t.match(fields.error, /- \/config\/rooom: /)
  t.match(await run(['connections', 'delete', 'main']), 'main is deleted')
  t.equal((await fail(['connections', 'show', 'main'])).exitCode, 1)
})

t.test('objectives and alerts', async (t) => {
  const { run, json, fail } = await open(t)
  t.match(await run(['slo', 'list']), /^echo:availability +0\.99 +default/m)
  t.match(await json(['slo', 'set', 'echo:latency', '0.9', '--threshold', '10']), {
    target: 0.9,
    threshold: 10,
    source: 'tenant',
  })
  t.match(await json(['slo', 'list', '--of', '*']), [{}, { target: 0.95, source: 'default' }])
  t.match(await json(['slo', 'unset', 'echo:latency']), { source: 'default' })
  t.equal((await fail(['slo', 'set', 'echo:latency', '95'])).exitCode, 2)
  t.match(await run(['alerts', 'list', '--state', 'firing']), /There are none/)
  t.equal((await fail(['alerts', 'acknowledge', 'nobody', '--note', 'on it'])).exitCode, 1)

  const quiet = ['alerts', 'silence', '--for', '2h', '--reason', 'a move', '--connector', 'echo']
  const { id } = await json(quiet)
  t.match(await run(['alerts', 'silences']), new RegExp(`${id} +echo`))
  t.match(await run(['alerts', 'unsilence', id]), 'is over')
  t.equal((await fail(['alerts', 'silence', '--for', 'ever', '--reason', 'x'])).exitCode, 2)

  const add = ['alerts', 'add-target', 'chat', '--kind', 'slack', '--address-from', '-']
  const made = await json(add, 'https://hooks.example.com/services/secret-part\n')
  t.match(made, { name: 'chat', kind: 'slack', address: 'https://hooks.example.com/…' })
  t.match(await run(['alerts', 'targets']), /chat +slack/)
  t.match(await run(['alerts', 'remove-target', made.id]), 'is gone')
  t.equal((await fail(['alerts', 'test-target', made.id])).exitCode, 1)
})

t.test('groups of errors', async (t) => {
  const connectors = './fixtures/connectors/echo,./fixtures/connectors/nowhere'
  const { run, json, fail } = await open(t, { settings: { connectors } })
  const list = async (...options: string[]) => json(['errors', 'list', ...options])
  t.ok(await until(async () => (await list('--of', '*')).length === 1), 'what was not loaded is one')
  const [{ id }] = await list('--source', 'quarantine', '--connector', 'nowhere')
  t.match(await run(['errors', 'list']), new RegExp(`${id} +open +quarantine +nowhere`))
  t.match(await run(['errors', 'list', '--source', 'drift']), /There are none/)
  t.match(await run(['errors', 'show', id]), /nowhere/)
  const muted = await json(['errors', 'mute', id, '--for', '7d', '--note', 'known'])
  t.match(muted, { state: 'muted', note: 'known', mutedUntil: /T/ })
  t.match(await json(['errors', 'mute', id]), { state: 'muted', note: 'known', mutedUntil: null })
  t.match(await json(['errors', 'resolve', id]), { state: 'resolved' })
  t.same(await list('--state', 'open'), [])
  t.match(await json(['errors', 'reopen', id, '--note', 'not yet']), { state: 'open', note: 'not yet' })
  t.equal((await fail(['errors', 'mute', id, '--for', 'ever'])).exitCode, 2)
  t.equal((await fail(['errors', 'list', '--source', 'mars'])).exitCode, 2)
  t.equal((await fail(['errors', 'show', 'nobody'])).exitCode, 1)
})
