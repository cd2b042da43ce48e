import t, { type Test } from 'tap'
import { generateKeyPair, type CryptoKey } from 'jose'
import { fetchAnswer } from '../../support/answer.ts'
import { askMcp } from '../../support/ask-mcp.ts'
import { expectProblem } from '../../support/expect-problem.ts'
import { adminKey, openApp } from '../../support/open-app.ts'
import { issuerSettings, startIssuer } from '../../support/start-issuer.ts'

const publicUrl = 'https://patchbay.example'
const resource = `${publicUrl}/mcp`
const metadataUrl = `${publicUrl}/.well-known/oauth-protected-resource/mcp`
const note = { name: 'echo_notes_write', arguments: { note: { text: 'milk' } } }
const say = { name: 'echo_text_say', arguments: { text: 'hello' } }

async function open(t: Test, more: object = {}) {
  const issuer = await startIssuer(t)
  const app = await openApp(t, {
    settings: {
      oidcIssuers: JSON.stringify([{ ...issuerSettings(issuer), ...more }]),
      failedAuthenticationRate: 'off',
      publicUrl,
    },
    dependencies: { egressAllow: [issuer.origin] },
  })
  await app.post('/v1/tenants', { id: 'acme', title: 'Acme' })
  const sign = (claims: object = {}, ...rest: [object?, CryptoKey?]) =>
    issuer.sign({ aud: resource, org: 'default', ...claims }, ...rest)
  return { ...app, issuer, sign }
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const textOf = (text: string): string =>
  (JSON.parse(text) as { result?: { content: { text: string }[] } }).result?.content[0]?.text ?? text

t.test('an issuer of tokens for /mcp', async (t) => {
  const app = await open(t)
  const { url, sign, issuer } = app

  await t.test('is told of by the metadata, at both places and to everybody', async (t) => {
    for (const path of [
      '/.well-known/oauth-protected-resource/mcp',
      '/.well-known/oauth-protected-resource',
    ]) {
      const answer = await fetchAnswer(url + path)
      t.equal(answer.status, 200, answer.text)
      t.match(answer.headers, {
        'content-type': /^application\/json/,
        'cache-control': 'public, max-age=300',
      })
      t.same(JSON.parse(answer.text), {
        resource,
        authorization_servers: [issuer.issuer],
        bearer_methods_supported: ['header'],
        scopes_supported: ['patchbay:read', 'patchbay:write', 'patchbay:destructive'],
        resource_name: 'Patchbay',
        resource_documentation: `${publicUrl}/docs`,
      })
    }
  })

  await t.test('is found by the challenge, on /mcp alone', async (t) => {
    const found = `scope="patchbay:read", resource_metadata="${metadataUrl}"`
    const none = await askMcp(url, undefined, 'tools/list')
    expectProblem(t, none, 'unauthenticated')
    t.equal(none.headers['www-authenticate'], `Bearer realm="patchbay", ${found}`)
    const bad = await askMcp(url, 'no-token', 'tools/list')
    t.equal(bad.headers['www-authenticate'], `Bearer realm="patchbay", error="invalid_token", ${found}`)
    const rest = await fetchAnswer(`${url}/v1/me`)
    t.equal(rest.headers['www-authenticate'], 'Bearer realm="patchbay"')
  })

  await t.test('lets its subjects in', async (t) => {
    const answer = await askMcp(url, await sign(), 'tools/call', note)
    t.equal(answer.status, 200, answer.text)
    t.match(textOf(answer.text), /^\{"id":"n\d+"\}$/)
    t.equal((await askMcp(url, await sign({ aud: ['other', `${resource}/`] }), 'tools/list')).status, 200)
  })

  await t.test('lets in nobody with another token', async (t) => {
    const stranger = (await generateKeyPair('ES256')).privateKey
    const now = Math.floor(Date.now() / 1_000)
    const [header, payload, signature] = (await sign()).split('.')
    const tokens: Record<string, string> = {
      'for the REST face': await issuer.sign({ org: 'default' }),
      'for another resource': await sign({ aud: `${publicUrl}/v1` }),
      'for the whole host': await sign({ aud: publicUrl }),
      'for nothing': await sign({ aud: undefined }),
      'of another issuer': await sign({ iss: 'https://issuer.evil/' }),
      expired: await sign({ exp: now - 10 }),
      'not valid yet': await sign({ nbf: now + 60 }),
      'of a stranger': await sign({}, {}, stranger),
      'alg none': `${part({ alg: 'none' })}.${payload}.`,
      'alg none, signed': `${part({ alg: 'none' })}.${payload}.${signature}`,
      changed: `${header}.${part({ iss: issuer.issuer, aud: resource, sub: 'root' })}.${signature}`,
      'of a tenant that is not there': await sign({ org: 'nobody' }),
    }
    const seen = new Set<string>()
    for (const [name, token] of Object.entries(tokens)) {
      const answer = await askMcp(url, token, 'tools/call', note)
      const { detail } = expectProblem(t, answer, 'unauthenticated')
      t.match(answer.headers['www-authenticate'], /error="invalid_token".*resource_metadata=/, name)
      seen.add(detail)
    }
    t.equal(seen.size, 1, 'and does not say why')
  })

  await t.test('gives no token for both faces, unless the audience says both', async (t) => {
    const me = async (token: string) =>
      (await fetchAnswer(`${url}/v1/me`, { headers: { authorization: `Bearer ${token}` } })).status
    const forMcp = await sign()
    t.equal((await askMcp(url, forMcp, 'tools/list')).status, 200)
    t.equal(await me(forMcp), 401, 'also where the token is known already')
    const forBoth = await sign({ aud: [resource, 'patchbay'] })
    t.same([await me(forBoth), (await askMcp(url, forBoth, 'tools/list')).status], [200, 200])
  })

  await t.test('holds a token to its tenant', async (t) => {
    const foreign = await sign({ org: 'acme' })
    t.equal((await askMcp(url, foreign, 'tools/call', say)).status, 200)
    t.match(app.calls().at(-1), { tenant: 'acme', principal: 'corp:ada', outcome: 'ok' })
    const asked = await askMcp(url, foreign, 'tools/call', say, { 'patchbay-tenant': 'default' })
    expectProblem(t, asked, 'forbidden')
    t.equal(asked.headers['www-authenticate'], undefined, 'no scope would help')
  })

  await t.test('steps up a token by the scope that a call lacks', async (t) => {
    const reads = await sign({ scope: 'openid patchbay:read' })
    t.match(
      (await askMcp(url, reads, 'tools/list')).text,
      /echo_notes_write/,
      'it is told what it could call',
    )
    t.match(textOf((await askMcp(url, reads, 'tools/call', say)).text), /hello/)
    const before = app.echo().journal.length
    for (const tool of [note, { name: 'call_tool', arguments: note }]) {
      const refused = await askMcp(url, reads, 'tools/call', tool)
      expectProblem(t, refused, 'forbidden')
      t.equal(
        refused.headers['www-authenticate'],
        `Bearer realm="patchbay", error="insufficient_scope", error_description="The token lacks the scope patchbay:write.", scope="patchbay:write", resource_metadata="${metadataUrl}"`,
      )
    }
    t.equal(app.echo().journal.length, before, 'nothing was sent')
    const writes = await sign({ scope: 'openid patchbay:read patchbay:write' })
    t.match(textOf((await askMcp(url, writes, 'tools/call', note)).text), /^\{"id"/)
    const narrow = await sign({ scp: ['patchbay:echo:read'] })
    t.match(
      (await askMcp(url, narrow, 'tools/call', note)).headers['www-authenticate'],
      /scope="patchbay:echo:write"/,
    )
  })

  await t.test('does not step up what the role never has', async (t) => {
    const viewer = await sign({ scope: 'patchbay:read', groups: ['staff'] })
    t.notMatch((await askMcp(url, viewer, 'tools/list')).text, /echo_notes_write/)
    const refused = await askMcp(url, viewer, 'tools/call', note)
    t.equal(refused.headers['www-authenticate'], undefined)
    t.match(refused.text, /Unknown tool/)
  })

  await t.test(
    'holds a token to its scopes on the REST face too, and sends no one for a token of /mcp',
    async (t) => {
      const token = await issuer.sign({ org: 'default', scope: 'patchbay:read' })
      const send = (method: string, path: string, body?: object) =>
        fetchAnswer(url + path, {
          method,
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        })
      t.equal((await send('POST', '/v1/connectors/echo/text.say', { text: 'a' })).status, 200)
      const refused = await send('POST', '/v1/connectors/echo/notes.write', note.arguments)
      expectProblem(t, refused, 'forbidden')
      t.equal(
        refused.headers['www-authenticate'],
        'Bearer realm="patchbay", error="insufficient_scope", error_description="The token lacks the scope patchbay:write.", scope="patchbay:write"',
      )
      t.match((await send('GET', '/v1/keys')).headers['www-authenticate'], /scope="patchbay:manage"/)
      t.match(JSON.parse((await send('GET', '/v1/me')).text), {
        data: { role: 'admin', scopes: ['patchbay:read'] },
      })
    },
  )

  await t.test('hands on nothing that its scopes do not carry for every connector', async (t) => {
    const make = async (scope: string, role: string) => {
      const token = await issuer.sign({ org: 'default', scope })
      const { status } = await fetchAnswer(`${url}/v1/keys`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'made', role }),
      })
      return status
    }
    t.equal(await make('patchbay:manage patchbay:read patchbay:echo:write', 'viewer'), 201)
    t.equal(await make('patchbay:manage patchbay:read patchbay:echo:write', 'agent'), 403)
    t.equal(await make('patchbay:manage patchbay:read patchbay:write', 'agent'), 201)
  })

  await t.test('changes nothing for API keys', async (t) => {
    const made = JSON.parse((await app.post('/v1/keys', { name: 'reads', role: 'viewer' })).text) as {
      data: { key: string }
    }
    t.equal((await askMcp(url, adminKey, 'tools/call', note)).status, 200)
    const refused = await askMcp(url, made.data.key, 'tools/call', note)
    t.equal(refused.headers['www-authenticate'], undefined, 'a key has no scopes to get')
    t.match(refused.text, /Unknown tool/)
  })
})

t.test('an issuer whose scopes are required, with an audience of its own', async (t) => {
  const { url, sign } = await open(t, {
    scopes: 'required',
    scopeClaim: ['permissions'],
    mcpAudience: 'api://patchbay',
  })
  const aud = 'api://patchbay'
  const refused = await askMcp(url, await sign({ aud }), 'tools/call', say)
  t.equal(refused.status, 403)
  t.match(refused.headers['www-authenticate'], /error="insufficient_scope".*scope="patchbay:read"/)
  t.equal(
    (await askMcp(url, await sign({ aud, permissions: ['patchbay:read'] }), 'tools/call', say)).status,
    200,
  )
  t.equal((await askMcp(url, await sign(), 'tools/call', say)).status, 401, 'which is the only one then')
})

t.test('an issuer that knows no scopes of ours, and is not for /mcp', async (t) => {
  const { url, sign, issuer } = await open(t, { scopes: 'ignored', mcpAudience: [] })
  t.equal((await askMcp(url, await sign(), 'tools/list')).status, 401)
  const me = await fetchAnswer(`${url}/v1/keys`, {
    headers: { authorization: `Bearer ${await issuer.sign({ org: 'default', scope: 'patchbay:read' })}` },
  })
  t.equal(me.status, 200, 'what it says of them is not heard')
  const metadata = await fetchAnswer(`${url}/.well-known/oauth-protected-resource/mcp`)
  expectProblem(t, metadata, 'not_found')
  const { headers } = await askMcp(url, undefined, 'tools/list')
  t.equal(headers['www-authenticate'], 'Bearer realm="patchbay"', 'there is nothing to discover')
})
