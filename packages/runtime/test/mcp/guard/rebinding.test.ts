import t, { type Test } from 'tap'
import { ConfigurationError } from '../../../src/configuration/read-settings.ts'
import { openMcpGuard } from '../../../src/mcp/guard/open-mcp-guard.ts'
import { rawAnswer } from '../../support/answer.ts'
import { expectProblem } from '../../support/expect-problem.ts'
import { adminKey, openApp } from '../../support/open-app.ts'

/** A request whose `Host` and `Origin` nobody corrects. */
const ask = (port: number, headers: readonly string[], { method = 'GET', path = '/mcp' } = {}) =>
  rawAnswer(port, `${[`${method} ${path} HTTP/1.1`, ...headers, 'connection: close'].join('\r\n')}\r\n\r\n`)

const pass = 401 // it is asked who it is
const refuse = 403

t.test('a server of this machine alone', async (t) => {
  const { port, url } = await openApp(t, {
    settings: { publicUrl: 'https://patchbay.example', mcpOrigins: 'https://inspector.example' },
  })

  await t.test('answers to its own names', async (t) => {
    const cases: readonly (readonly [number, ...string[]])[] = [
      [pass, `host: localhost:${port}`],
      [pass, `host: 127.0.0.1:${port}`, `origin: http://localhost:${port}`],
      [pass, 'host: [::1]', 'origin: http://127.0.0.1:6274'],
      [pass, 'host: LOCALHOST'],
      [pass, 'host: patchbay.example', 'origin: https://patchbay.example'],
      [pass, 'host: localhost', 'origin: https://inspector.example'],
      [refuse, 'host: evil.example'],
      [refuse, `host: evil.example:${port}`, `origin: http://localhost:${port}`],
      [refuse, 'host: localhost.evil.example'],
      [refuse, 'host: evil.example@localhost.evil.example'],
      [refuse, 'host:'],
      [refuse, `host: localhost:${port}`, 'origin: http://evil.example'],
      [refuse, `host: localhost:${port}`, 'origin: null'],
      [refuse, `host: localhost:${port}`, 'origin: https://patchbay.example.evil.example'],
      [refuse, `host: localhost:${port}`, 'origin: https://inspector.example.evil.example'],
      [refuse, `host: localhost:${port}`, 'origin: http://inspector.example'],
    ]
    for (const [status, ...headers] of cases) {
      t.equal((await ask(port, headers)).status, status, headers.join(', '))
    }
  })

  await t.test('refuses before it asks who it is', async (t) => {
    const answer = await ask(port, ['host: evil.example', `authorization: Bearer ${adminKey}`])
    const { advice } = expectProblem(t, answer, 'forbidden')
    t.match(advice, /PATCHBAY_MCP_HOSTS/)
  })

  await t.test('is asked by other names for everything else', async (t) => {
    t.equal((await ask(port, ['host: evil.example'], { path: '/livez' })).status, 200)
  })

  await t.test('lets browsers show their pages the answers, of configured origins alone', async (t) => {
    const preflight = (origin: string) =>
      fetch(`${url}/mcp`, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization',
        },
      })
    const good = await preflight('https://inspector.example')
    t.equal(good.status, 204)
    t.equal(good.headers.get('access-control-allow-origin'), 'https://inspector.example')
    t.match(good.headers.get('access-control-allow-headers'), /authorization.*mcp-protocol-version/)
    t.equal(good.headers.get('access-control-allow-credentials'), null)
    const challenge = await fetch(`${url}/mcp`, { headers: { origin: 'https://inspector.example' } })
    t.equal(challenge.headers.get('access-control-allow-origin'), 'https://inspector.example')
    t.match(challenge.headers.get('access-control-expose-headers'), /www-authenticate/)
    for (const origin of ['http://localhost:6274', 'https://patchbay.example']) {
      t.equal((await preflight(origin)).headers.get('access-control-allow-origin'), null, origin)
    }
    t.equal((await preflight('https://evil.example')).status, 403)
  })
})

t.test('names matter where the server is bound to this machine, or where they are listed', async (t) => {
  const settings = { host: '127.0.0.1', mcpHosts: '', mcpOrigins: '' }
  const at = (address: string) => ({ address, family: 'IPv4', port: 3_000 })
  const passes = (
    t: Test,
    more: Partial<typeof settings>,
    listening: string | undefined,
    host: string,
    expected: boolean,
  ): void => {
    const { refusalOf } = openMcpGuard({ ...settings, ...more }, () =>
      listening === undefined ? undefined : at(listening),
    )
    t.equal(refusalOf({ host }) === undefined, expected, `${JSON.stringify(more)} ${listening} ${host}`)
  }
  passes(t, {}, '127.0.0.1', 'patchbay.internal', false)
  passes(t, {}, '::1', 'patchbay.internal', false)
  passes(t, {}, undefined, 'patchbay.internal', false)
  passes(t, { host: '0.0.0.0' }, undefined, 'patchbay.internal', true)
  passes(t, {}, '0.0.0.0', 'patchbay.internal:3000', true)
  passes(t, {}, '::', '10.0.0.7:3000', true)
  passes(t, { mcpHosts: 'patchbay.internal, [fd00::1]' }, '0.0.0.0', 'patchbay.internal:3000', true)
  passes(t, { mcpHosts: 'patchbay.internal, [fd00::1]' }, '0.0.0.0', '[fd00::1]:3000', true)
  passes(t, { mcpHosts: 'patchbay.internal' }, '0.0.0.0', 'evil.example', false)
  passes(t, { mcpHosts: 'patchbay.internal' }, '127.0.0.1', 'localhost', true)
  const { refusalOf } = openMcpGuard({ ...settings, host: '0.0.0.0' }, () => at('0.0.0.0'))
  t.ok(
    refusalOf({ host: 'patchbay.internal', origin: 'https://evil.example' }),
    'pages are refused everywhere',
  )
})

t.test('says which names and origins are none', async (t) => {
  const mcpHosts = 'a.example:80, https://b.example, a/b, c.example'
  const mcpOrigins = 'https://a.example/path, b.example, https://c.example'
  const settings = { host: '127.0.0.1', mcpHosts, mcpOrigins }
  try {
    openMcpGuard(settings, () => undefined)
    t.fail('it opens')
  } catch (error) {
    t.ok(error instanceof ConfigurationError)
    t.match((error as ConfigurationError).problems, [
      /^PATCHBAY_MCP_HOSTS: .*"a\.example:80"/,
      /^PATCHBAY_MCP_HOSTS: .*"https:/,
      /^PATCHBAY_MCP_HOSTS: .*"a\/b"/,
      /^PATCHBAY_MCP_ORIGINS: /,
      /^PATCHBAY_MCP_ORIGINS: /,
    ])
  }
})
