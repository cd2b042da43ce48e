import { Problem } from '@patchbay/contract'
import type { FastifyRequest } from 'fastify'
import type { MaybePromise } from '../shared-state/shared-state.ts'
import { noTenant, type KnownTenants } from '../tenants/known-tenants.ts'
import { hasAddress } from './address-ranges.ts'
import { notValid, unauthenticated, type Caller, type Identifier } from './caller.ts'
import { createKnownCallers, type KnownCallers } from './known-callers.ts'
import type { Face } from './oauth-resource/protected-resource.ts'
import type { Principal } from './principal.ts'
import type { SessionCallers } from './sessions/session-callers.ts'

/**
 * Tells whose request it is, at once for a caller that is known. Throws or rejects with `unauthenticated`; `forbidden`
 * for one that is known and may not come now, or not from there; `state_unavailable` where it cannot be told.
 */
export type Authenticate = (request: FastifyRequest) => MaybePromise<Principal>

export interface Authenticator {
  readonly authenticate: Authenticate
  /** Whether a caller may come in by a request, as whom it was found otherwise. Throws or rejects like `authenticate`. */
  admit(caller: Caller, request: FastifyRequest): MaybePromise<Principal>
  /** Forgets callers that have changed. */
  forget(hasChanged: (caller: Caller) => boolean): void
}

export interface AuthenticatorParts {
  /** Asked in this order. */
  readonly identifiers: readonly Identifier[]
  /** Asked where a request has no Authorization header. Default: nobody comes by a session. */
  readonly sessions?: SessionCallers | undefined
  readonly tenants: KnownTenants
  /** Milliseconds since 1970. */
  readonly now: () => number
}

export function createAuthenticator({
  identifiers,
  sessions,
  tenants,
  now,
}: AuthenticatorParts): Authenticator {
  const find = async (header: string): Promise<Caller> => {
    const token = /^Bearer ([\x21-\x7e]+)$/i.exec(header)?.[1]
    const identifier = identifiers.find((one) => token !== undefined && one.owns(token))
    if (token === undefined || identifier === undefined) {
      throw notValid()
    }
    return identifier.identify(token)
  }
  const isVerdict = (error: unknown): boolean => Problem.is(error) && error.code === 'unauthenticated'
  const callers = createKnownCallers({ now, find, isVerdict })
  // A map of their own: no header can be written so that it is taken for a cookie.
  const browsers =
    sessions && createKnownCallers({ now, find: (token) => sessions.identify(token), isVerdict })

  const admit = (caller: Caller, request: FastifyRequest, time: number): MaybePromise<Principal> => {
    const { principal, faces, refusal, use } = caller
    if (faces !== undefined && !faces.has(faceOf(request))) throw notValid('it is for another audience')
    if (refusal !== undefined) throw refusal()
    const { addresses } = principal
    if (addresses !== undefined && !hasAddress(addresses, request.ip)) throw wrongAddress(request.ip)
    use?.(time)
    const within = request.headers['patchbay-tenant']
    return within === undefined || within === principal.tenant ? principal : goWithin(principal, within)
  }

  const goWithin = (principal: Principal, tenant: string | string[]): MaybePromise<Principal> => {
    // Whether the tenant is there is nothing that others may learn.
    if (principal.kind !== 'operator') throw notOperator()
    if (typeof tenant !== 'string') throw noTenant(tenant.join(', '))
    return (
      tenants.operatorWithin(tenant) ??
      tenants.learn(tenant).then((found) => {
        if (found === undefined) throw noTenant(tenant)
        return found.operator
      })
    )
  }

  const authenticateBy = (
    known: KnownCallers,
    credentials: string,
    request: FastifyRequest,
  ): MaybePromise<Principal> => {
    const time = now()
    const caller = known.get(credentials, time)
    if (caller !== undefined) return admit(caller, request, time)
    return known.learn(credentials).then((found) => admit(found, request, time))
  }

  return {
    authenticate(request) {
      const { authorization, cookie } = request.headers
      if (authorization !== undefined) return authenticateBy(callers, authorization, request)
      // No browser speaks for an agent.
      const mayBrowse = cookie !== undefined && faceOf(request) === 'rest'
      const token = mayBrowse ? sessions?.tokenIn(request) : undefined
      if (token !== undefined && browsers !== undefined) return authenticateBy(browsers, token, request)
      throw unauthenticated('The request has no Authorization header.')
    },
    admit: (caller, request) => admit(caller, request, now()),
    forget(hasChanged) {
      callers.forget(hasChanged)
      browsers?.forget(hasChanged)
    },
  }
}

/** Which resource of OAuth a request is to. */
const faceOf = ({ routeOptions }: FastifyRequest): Face =>
  routeOptions.config.protectedResource === undefined ? 'rest' : 'mcp'

const notOperator = (): Problem =>
  new Problem('forbidden', {
    detail: 'The header Patchbay-Tenant names another tenant than that of the key.',
    advice: 'Leave the header out, or use a key of that tenant.',
  })

const wrongAddress = (address: string): Problem =>
  new Problem('forbidden', {
    detail: `The key may not be used from ${address}.`,
    advice:
      'Send the request from an address that the key allows, or ask an administrator to allow this one.',
  })
