import { Problem } from '@patchbay/contract'
import { createRemoteJWKSet, decodeJwt, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose'
import type { KnownTenants } from '../../tenants/known-tenants.ts'
import { notValid, tenantSuspended, type Caller, type Identifier } from '../caller.ts'
import type { Face, ProtectedResource } from '../oauth-resource/protected-resource.ts'
import type { IssuerSettings } from './issuer-settings.ts'
import { principalOfSubject } from './oidc-principal.ts'
import { subjectOf } from './subject.ts'

/** Seconds that the clock of an issuer may be ahead of ours, or behind. */
const tolerance = 5
/** Milliseconds between two looks at an issuer's keys for one that is not among them. */
const cooldown = 30_000
/** Milliseconds that keys are held on to. */
const keysLifetime = 600_000
/** Milliseconds. */
const keysTimeout = 5_000

const form = /^[\w-]+\.[\w-]+\.[\w-]*$/

export interface OidcCallersParts {
  readonly issuers: readonly IssuerSettings[]
  readonly tenants: KnownTenants
  /** `/mcp`, which a token may be for instead of the REST face. */
  readonly resource: Pick<ProtectedResource, 'isNamedBy'>
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Where the keys of an issuer come from. Default: its JWKS, over the network. */
  readonly keysOf?: (issuer: IssuerSettings) => JWTVerifyGetKey
}

interface Issuer {
  readonly settings: IssuerSettings
  readonly keys: JWTVerifyGetKey
}

/** Tells callers by JWTs of the issuers that are trusted. A verified token is believed until it expires. */
export function oidcCallers({
  issuers,
  tenants,
  resource,
  now,
  keysOf = remoteKeys,
}: OidcCallersParts): Identifier {
  const byIssuer = new Map<string, Issuer>(
    issuers.map((settings) => [settings.issuer, { settings, keys: keysOf(settings) }]),
  )

  const verify = async (token: string, { settings, keys }: Issuer): Promise<JWTPayload> => {
    const { issuer, algorithms, type } = settings
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      algorithms: [...algorithms],
      requiredClaims: ['exp', 'sub'],
      clockTolerance: tolerance,
      currentDate: new Date(now()),
      ...(type !== undefined && { typ: type }),
    }).catch((error: unknown) => {
      throw isVerdict(error) ? notValid((error as Error).message) : keysAway(settings.name, error)
    })
    return payload
  }

  return {
    owns: (token) => form.test(token),
    async identify(token): Promise<Caller> {
      const issuer = byIssuer.get(issuerOf(token) ?? '')
      if (issuer === undefined) throw notValid('its issuer is not known')
      const payload = await verify(token, issuer)
      const faces = facesOf(payload, issuer.settings, resource)
      if (faces.size === 0) throw notValid('it is for another audience')
      const subject = subjectOf(payload, issuer.settings)
      if (typeof subject === 'string') throw notValid(subject)
      const { tenant } = subject
      const found = await tenants.learn(tenant)
      if (found === undefined) throw notValid('it names a tenant that is not there')
      const validUntil = ((payload.exp ?? 0) + tolerance) * 1_000
      return {
        principal: principalOfSubject(subject, validUntil),
        faces,
        refusal: found.state === 'suspended' ? () => tenantSuspended(tenant) : undefined,
        validUntil,
      }
    },
  }
}

/** The keys that an issuer publishes, which are held on to for a while. */
export const remoteKeys = ({ jwksUrl }: IssuerSettings): JWTVerifyGetKey =>
  createRemoteJWKSet(new URL(jwksUrl), {
    cooldownDuration: cooldown,
    cacheMaxAge: keysLifetime,
    timeoutDuration: keysTimeout,
  })

/** What a token is for. One that is for the REST face is not for `/mcp` as well, unless its audience says so. */
function facesOf(
  { aud = [] }: JWTPayload,
  { audience, mcpAudience }: IssuerSettings,
  { isNamedBy }: Pick<ProtectedResource, 'isNamedBy'>,
): ReadonlySet<Face> {
  const named = [aud].flat()
  const hasOne = (audiences: string | readonly string[]) =>
    [audiences].flat().some((one) => named.includes(one))
  const faces = new Set<Face>()
  if (hasOne(audience)) faces.add('rest')
  if (mcpAudience === undefined ? named.some(isNamedBy) : hasOne(mcpAudience)) faces.add('mcp')
  return faces
}

/** Who says to have made it, which nothing has shown yet. */
function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss
  } catch {
    return undefined
  }
}

/** Whether an error of jose says something about the token. The others say that the keys could not be had. */
export const isVerdict = (error: unknown): boolean =>
  error instanceof errors.JOSEError &&
  !(error instanceof errors.JWKSTimeout) &&
  !(error instanceof errors.JWKSInvalid) &&
  error.code !== 'ERR_JOSE_GENERIC'

const keysAway = (issuer: string, cause: unknown): Problem =>
  new Problem('state_unavailable', {
    detail: `The token cannot be checked now: the keys of the issuer ${issuer} could not be had.`,
    advice: 'Wait for `retryAfter` seconds, then send the same request.',
    retryAfter: 5,
    cause,
  })
