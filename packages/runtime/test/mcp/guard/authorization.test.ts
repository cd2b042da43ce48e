import {
  Client,
  StreamableHTTPClientTransport,
  UnauthorizedError,
  type CallToolResult,
  type OAuthClientProvider,
  type OAuthDiscoveryState,
  type StoredOAuthTokens,
} from '@modelcontextprotocol/client'
import { clientId, clientSecret, startIdentityProvider } from '@patchbay/test-servers'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import t, { type Test } from 'tap'
import { revisions } from '../../support/mcp-client.ts'
import { openApp } from '../../support/open-app.ts'

const redirectUrl = 'http://localhost:9/callback'

/** An identity provider that gives JWTs for the resource that a client asks for. */
async function startAuthorizationServer(t: Test) {
  const provider = await startIdentityProvider()
  t.teardown(() => provider.close())
  const { origin } = provider
  const { publicKey, privateKey } = await generateKeyPair('ES256')
  const metadata = {
    issuer: origin,
    authorization_endpoint: `${origin}/authorize`,
    token_endpoint: `${origin}/token`,
    jwks_uri: `${origin}/keys`,
    response_types_supported: ['code'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['client_secret_basic'],
    authorization_response_iss_parameter_supported: true,
  }
  provider.documents = new Map<string, object>([
    ['/.well-known/oauth-authorization-server', metadata],
    ['/keys', { keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256', use: 'sig' }] }],
  ])
  provider.redirectUris = [redirectUrl]
  provider.makeAccessToken = ({ scopes, resource }) =>
    new SignJWT({ scope: scopes.join(' '), ...(resource !== undefined && { aud: resource }) })
      .setProtectedHeader({ alg: 'ES256' })
      .setIssuer(origin)
      .setSubject('ada')
      .setExpirationTime('5m')
      .sign(privateKey)
  return provider
}

/** What a client keeps, and a person who agrees to everything. */
function startPerson() {
  const person = { sentTo: [] as URL[], callback: new URLSearchParams(), verifier: '' }
  let tokens: StoredOAuthTokens | undefined
  let discovered: OAuthDiscoveryState | undefined
  const authProvider: OAuthClientProvider = {
    redirectUrl,
    clientMetadata: { redirect_uris: [redirectUrl], client_name: 'test' },
    clientInformation: () => ({ client_id: clientId, client_secret: clientSecret }),
    tokens: () => tokens,
    saveTokens: (given) => void (tokens = given),
    discoveryState: () => discovered,
    saveDiscoveryState: (state) => void (discovered = state),
    async redirectToAuthorization(url) {
      person.sentTo.push(url)
      const { headers } = await fetch(url, { redirect: 'manual' })
      person.callback = new URL(headers.get('location') ?? redirectUrl).searchParams
    },
    saveCodeVerifier: (verifier) => void (person.verifier = verifier),
    codeVerifier: () => person.verifier,
  }
  return { person, authProvider }
}

t.test(
  'the official client finds its way from the challenge to a tool, and steps up for another',
  async (t) => {
    const provider = await startAuthorizationServer(t)
    const { url, echo } = await openApp(t, {
      settings: {
        oidcIssuers: JSON.stringify([
          {
            name: 'people',
            issuer: provider.origin,
            audience: 'patchbay',
            algorithms: ['ES256'],
            jwksUrl: `${provider.origin}/keys`,
            tenant: { id: 'default' },
            role: { otherwise: 'developer' },
            scopes: 'required',
          },
        ]),
      },
      dependencies: { egressAllow: [provider.origin] },
    })
    for (const revision of revisions) {
      await t.test(revision, async (t) => {
        const { person, authProvider } = startPerson()
        const connect = async () => {
          const transport = new StreamableHTTPClientTransport(new URL('/mcp', url), { authProvider })
          const client = new Client(
            { name: 'test', version: '1.0.0' },
            revision === '2026-07-28' ? { versionNegotiation: { mode: 'auto' } } : {},
          )
          return { client, transport, connected: client.connect(transport) }
        }

        const first = await connect()
        await t.rejects(first.connected, UnauthorizedError)
        const [sentTo] = person.sentTo
        t.equal(sentTo?.origin, provider.origin)
        t.match(Object.fromEntries(sentTo?.searchParams ?? []), {
          resource: `${url}/mcp`,
          scope: 'patchbay:read',
          code_challenge_method: 'S256',
        })
        await first.transport.finishAuth(person.callback)

        const { client, transport, connected } = await connect()
        await connected
        t.teardown(() => client.close())
        const { tools } = await client.listTools()
        t.ok(tools.some(({ name }) => name === 'echo_notes_write'))
        const said = (await client.callTool({
          name: 'echo_text_say',
          arguments: { text: 'hello' },
        })) as CallToolResult
        t.same(said.structuredContent, { text: 'hello' })

        const write = () =>
          client.callTool({ name: 'echo_notes_write', arguments: { note: { text: 'milk' } } })
        await t.rejects(write(), UnauthorizedError, 'the person is sent to agree to more')
        t.equal(person.sentTo.length, 2)
        t.same(person.sentTo[1]?.searchParams.get('scope')?.split(' ').toSorted(), [
          'patchbay:read',
          'patchbay:write',
        ])
        await transport.finishAuth(person.callback)
        t.match(((await write()) as CallToolResult).structuredContent, { id: /^n\d+$/ })
      })
    }
    const given = provider.journal.filter(({ path, status }) => path === '/token' && status === 200)
    t.equal(given.length, 2 * revisions.length)
    t.notMatch(JSON.stringify(echo().journal), /eyJ/, 'no token of them went on to the vendor')
  },
)
