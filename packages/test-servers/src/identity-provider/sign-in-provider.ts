import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { clientId, clientSecret, startIdentityProvider, type IdentityProvider } from './identity-provider.ts'

/** An issuer of OpenID Connect where one person signs in, by everybody's browser. */
export interface SignInProvider {
  readonly provider: IdentityProvider
  /** What its ID tokens say beside what every good one does, or instead of it; may be changed at any time. */
  claims: Readonly<Record<string, unknown>>
  /** What the runtime is told of it, for `PATCHBAY_OIDC_ISSUERS`. */
  readonly settings: {
    readonly name: string
    readonly issuer: string
    readonly console: object
  }
  close(): Promise<void>
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Under a name of letters and digits, which begins the ids of principals. */
export async function startSignInProvider(name = 'corp'): Promise<SignInProvider> {
  const provider = await startIdentityProvider()
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const kid = createHash('sha256').update(name).digest('hex').slice(0, 8)
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid, alg: 'ES256', use: 'sig' }
  const { origin } = provider
  provider.documents = new Map<string, object>([
    [
      '/.well-known/openid-configuration',
      {
        issuer: origin,
        authorization_endpoint: `${origin}/authorize`,
        token_endpoint: `${origin}/token`,
        jwks_uri: `${origin}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['ES256'],
        authorization_response_iss_parameter_supported: true,
      },
    ],
    ['/keys', { keys: [jwk] }],
  ])
  provider.makeIdToken = async ({ nonce }) => {
    const now = Math.floor(Date.now() / 1_000)
    const standard = { iss: origin, aud: clientId, sub: 'ada', iat: now, exp: now + 300, nonce }
    const payload = {
      ...standard,
      org: 'default',
      groups: ['admins'],
      email: 'ada@example.com',
      ...self.claims,
    }
    const text = `${encode({ alg: 'ES256', kid })}.${encode(payload)}`
    const signature = sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' })
    return `${text}.${signature.toString('base64url')}`
  }
  const self: SignInProvider = {
    provider,
    claims: {},
    settings: {
      name,
      issuer: origin,
      audience: 'patchbay',
      algorithms: ['ES256'],
      jwksUrl: `${origin}/keys`,
      tenant: { claim: 'org' },
      role: { claim: 'groups', values: { admins: 'admin', staff: 'viewer' } },
      console: { clientId, clientSecret, title: `Sign in with ${name}` },
    } as SignInProvider['settings'],
    close: () => provider.close(),
  }
  return self
}
