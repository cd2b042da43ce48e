import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Type, type Static } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { ConfigurationError } from '../../configuration/read-settings.ts'
import type { EgressPolicy } from '../../connections/egress-policy.ts'
import { tenantIdPattern } from '../../tenants/tenant-id.ts'
import { roles } from '../permissions.ts'

/** Public keys check these. With a shared secret, whoever can check a token could make one. */
const algorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
] as const

const Text = Type.String({ minLength: 1, maxLength: 500 })
const TenantId = Type.String({ pattern: tenantIdPattern })
const RoleName = Type.Union(roles.map((role) => Type.Literal(role)))
/** A name may have dots in it, so the way to a claim within a claim is a list. */
const ClaimPath = Type.Union([Text, Type.Array(Text, { minItems: 1, maxItems: 10 })])
const closed = { additionalProperties: false }

export const IssuerSettings = Type.Object(
  {
    /** Short name; begins the ids of the principals that it vouches for. */
    name: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,30}$' }),
    /** What `iss` must be, to the letter. */
    issuer: Text,
    /** What `aud` must have one of. */
    audience: Type.Union([Text, Type.Array(Text, { minItems: 1 })]),
    /**
     * What `aud` must have one of at `/mcp`. Default: the address of `/mcp` itself (RFC 8707). With an empty list no token
     * of the issuer is for `/mcp`.
     */
    mcpAudience: Type.Optional(Type.Union([Text, Type.Array(Text)])),
    /**
     * What scopes of ours (`patchbay:read`) mean. `honoured`: a token with any carries no more than they say. `required`:
     * one without carries nothing. `ignored`: the issuer knows none, and clients are not told to ask for them.
     */
    scopes: Type.Union([Type.Literal('honoured'), Type.Literal('required'), Type.Literal('ignored')], {
      default: 'honoured',
    }),
    /** Where scopes are: a list, or a text with spaces between. Default: `scope`, else `scp`. */
    scopeClaim: Type.Optional(ClaimPath),
    algorithms: Type.Array(Type.Union(algorithms.map((algorithm) => Type.Literal(algorithm))), {
      minItems: 1,
      default: ['RS256', 'ES256', 'EdDSA'],
    }),
    /** What the header `typ` must be, such as `at+jwt`. Default: anything. */
    type: Type.Optional(Text),
    jwksUrl: Text,
    /** Which tenant a subject belongs to: always this one, or what a claim says. */
    tenant: Type.Union([
      Type.Object({ id: TenantId }, closed),
      Type.Object(
        {
          claim: ClaimPath,
          /** Values of the claim. Default: the value is the id of the tenant. */
          values: Type.Optional(Type.Record(Type.String(), TenantId)),
        },
        closed,
      ),
    ]),
    /** Of several, the one with the most permissions counts. */
    role: Type.Object(
      {
        claim: Type.Optional(ClaimPath),
        values: Type.Optional(Type.Record(Type.String(), RoleName)),
        /** Where no value of the claim is known. Default: such a subject is refused. */
        otherwise: Type.Optional(RoleName),
      },
      closed,
    ),
    /** How people sign in to the console there. Default: they cannot. */
    console: Type.Optional(
      Type.Object(
        {
          /** As which client of the issuer; `aud` of its ID tokens. */
          clientId: Text,
          /** Default: a public client, which PKCE alone protects. */
          clientSecret: Type.Optional(Text),
          /** How the secret is sent. */
          clientAuthentication: Type.Union([Type.Literal('basic'), Type.Literal('post')], {
            default: 'basic',
          }),
          /** What the button says. */
          title: Type.String({ minLength: 1, maxLength: 100 }),
          /** Beside `openid`. Issuers whose scopes count need one of ours here. */
          scopes: Type.Array(Text, { default: [], maxItems: 50 }),
        },
        closed,
      ),
    ),
  },
  closed,
)

export type IssuerSettings = Static<typeof IssuerSettings>

/**
 * Reads issuers from a JSON file or from JSON itself. Keys must come over https, unless the egress policy has their
 * origin. Throws a `ConfigurationError` that lists everything wrong.
 */
export function readIssuerSettings(source: string, egress: EgressPolicy): IssuerSettings[] {
  const isInline = /^\s*\[/.test(source)
  const name = isInline ? 'PATCHBAY_OIDC_ISSUERS' : source
  let json: unknown
  try {
    json = JSON.parse(isInline ? source : readFileSync(resolve(source), 'utf8'))
  } catch (error) {
    throw new ConfigurationError([`${name}: ${(error as Error).message}`])
  }
  const list = Type.Array(IssuerSettings)
  const issuers = Value.Default(list, json)
  if (!Value.Check(list, issuers)) {
    throw new ConfigurationError(
      [...Value.Errors(list, issuers)].map(
        ({ path, message }) => `${name}: ${path || 'the document'}: ${message}`,
      ),
    )
  }
  const problems = issuers.flatMap(({ jwksUrl, issuer, name: own }, index) => [
    ...problemsOfUrl(jwksUrl, egress).map((problem) => `${name}: /${index}/jwksUrl: ${problem}`),
    ...(issuers.findIndex((other) => other.issuer === issuer || other.name === own) < index
      ? [`${name}: /${index}: another issuer has the same name, or is the same`]
      : []),
  ])
  if (problems.length > 0) throw new ConfigurationError(problems)
  return issuers
}

function problemsOfUrl(text: string, egress: EgressPolicy): string[] {
  const url = URL.parse(text)
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return ['is no URL']
  if (url.username !== '' || url.password !== '') return ['must not hold credentials']
  if (url.protocol === 'https:' || egress.allows(url.origin)) return []
  return ['is not https; whoever is on the way could let anybody in. PATCHBAY_EGRESS_ALLOW permits an origin']
}
