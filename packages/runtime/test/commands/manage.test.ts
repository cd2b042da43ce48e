import t, { type Test } from 'tap'
import { adminKey, openApp } from '../support/open-app.ts'
import { runCommand } from '../support/run-command.ts'

t.setTimeout(90_000)

/** Runs commands against a real server, as its operator. */
const open = async (t: Test) => {
  const { url } = await openApp(t)
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
