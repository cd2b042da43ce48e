import { timingSafeEqual } from 'node:crypto'
import { Problem } from '@patchbay/contract'
import type { FastifyRequest } from 'fastify'
import type { Store } from '../../store/store.ts'
import type { KnownTenants } from '../../tenants/known-tenants.ts'
import type { ApiKeyCallers } from '../api-keys/api-key-callers.ts'
import { tenantSuspended, unauthenticated, type Caller } from '../caller.ts'
import type { Face } from '../oauth-resource/protected-resource.ts'
import type { IssuerSettings } from '../oidc/issuer-settings.ts'
import { principalOfSubject } from '../oidc/oidc-principal.ts'
import { signedInSubject } from '../oidc/subject.ts'
import { operator } from '../operator.ts'
import type { BrowserOrigin } from './browser-origin.ts'
import { checkConsoleRequest } from './own-page.ts'
import type { SessionCookie } from './session-cookie.ts'
import { findSession, type SessionRecord } from './session-records.ts'
import { operatorProof, sessionHash } from './session-token.ts'
import type { SessionUses } from './session-uses.ts'

/** Milliseconds between two times that a session is noted as seen. */
const noteEvery = 60_000

/** Tells callers by the cookie of their browser. */
export interface SessionCallers {
  /** Undefined where a request has none. Throws `forbidden` where it has one and comes from a page of others. */
  tokenIn(request: FastifyRequest): string | undefined
  /** Rejects with `unauthenticated`, or with `state_unavailable` where it cannot be told. */
  identify(token: string): Promise<Caller>
}

export interface SessionCallersParts {
  /** Of the operator. */
  readonly adminKey: string
  readonly store: Store
  readonly keys: Pick<ApiKeyCallers, 'identifyHash'>
  readonly issuers: readonly IssuerSettings[]
  readonly tenants: KnownTenants
  readonly cookie: SessionCookie
  readonly origin: BrowserOrigin
  readonly uses: SessionUses
  /** Milliseconds after which a session ends that nobody has used. */
  readonly idle: number
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Keeps a token out of what is logged. */
  readonly hide: (token: string) => void
}

/** Agents show keys and tokens; no browser speaks for them. */
const faces: ReadonlySet<Face> = new Set(['rest'])

/**
 * A session is no more than what it stands for: the key, or the person as the settings of the issuer say now. All that is
 * decided about that is asked again, so that it ends or changes with it.
 */
export function createSessionCallers(parts: SessionCallersParts): SessionCallers {
  const { adminKey, store, keys, tenants, cookie, origin, uses, idle, now, hide } = parts
  const issuers = new Map(parts.issuers.map((issuer) => [issuer.name, issuer]))
  const granularity = Math.min(noteEvery, idle / 4)

  const standFor = async (session: SessionRecord, token: string): Promise<Caller> => {
    const { kind, proof } = session
    if (kind === 'oidc') return personOf(session)
    if (kind === 'api-key') return keys.identifyHash(proof ?? '').catch(asSession)
    if (!isSame(operatorProof(token, adminKey), proof ?? ''))
      throw sessionOver('the admin key is another one')
    return { principal: operator, validUntil: Infinity }
  }

  const personOf = async ({ issuer, claims }: SessionRecord): Promise<Caller> => {
    const settings = issuers.get(issuer ?? '')
    if (settings?.console === undefined) throw sessionOver('its issuer signs nobody in any more')
    const subject = signedInSubject(claims ?? {}, settings)
    if (typeof subject === 'string') throw sessionOver(subject)
    const { tenant } = subject
    const found = await tenants.learn(tenant)
    if (found === undefined) throw sessionOver('its tenant is not there')
    return {
      principal: principalOfSubject(subject, undefined),
      refusal: found.state === 'suspended' ? () => tenantSuspended(tenant) : undefined,
      validUntil: Infinity,
    }
  }

  return {
    tokenIn(request) {
      const token = cookie.read(request)
      if (token !== undefined) checkConsoleRequest(request, origin)
      return token
    },
    async identify(token) {
      const hash = sessionHash(token)
      const session = await findSession(store.database, hash).catch((cause: unknown) => {
        throw sessionUnchecked(cause)
      })
      if (session === undefined) throw sessionOver('it is not known')
      hide(token)
      let seen = Math.max(session.last_seen_at.getTime(), uses.notedOf(hash))
      const ends = Math.min(session.expires_at.getTime(), seen + idle)
      if (ends <= now()) throw sessionOver('it has expired')
      const { principal, refusal, use, validUntil } = await standFor(session, token)
      if (principal.id !== session.principal || principal.tenant !== session.tenant) {
        throw sessionOver('it stands for somebody else now')
      }
      return {
        principal,
        refusal,
        faces,
        session: session.id,
        validUntil: Math.min(ends, validUntil),
        use(time) {
          use?.(time)
          if (time - seen < granularity) return
          seen = time
          uses.note(hash, time)
        },
      }
    },
  }
}

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))

/** One set of words for all that ends a session; the reason is for the log. */
export const sessionOver = (reason: string): Problem =>
  unauthenticated('The session has ended: sign in again.', `the session: ${reason}`)

const asSession = (error: unknown): never => {
  if (!Problem.is(error) || error.code !== 'unauthenticated') throw error
  throw sessionOver(error.message)
}

const sessionUnchecked = (cause: unknown): Problem =>
  new Problem('state_unavailable', {
    detail: 'The session cannot be checked now: the store does not answer.',
    advice: 'Wait for `retryAfter` seconds, then send the same request.',
    retryAfter: 2,
    cause,
  })
