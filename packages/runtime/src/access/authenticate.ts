import { Problem } from '@patchbay/contract'
import type { FastifyRequest } from 'fastify'
import type { MaybePromise } from '../shared-state/shared-state.ts'
import { noTenant, type KnownTenants } from '../tenants/known-tenants.ts'
import { hasAddress } from './address-ranges.ts'
import { notValid, unauthenticated, type Caller, type Identifier } from './caller.ts'
import { createKnownCallers } from './known-callers.ts'
import type { Face } from './oauth-resource/protected-resource.ts'
import type { Principal } from './principal.ts'

/**
 * Tells whose request it is, at once for a caller that is known. Throws or rejects with `unauthenticated`; `forbidden`
 * for one that is known and may not come now, or not from there; `state_unavailable` where it cannot be told.
 */
export type Authenticate = (request: FastifyRequest) => MaybePromise<Principal>

export interface Authenticator {
  readonly authenticate: Authenticate
  /** Forgets callers that have changed. */
  forget(hasChanged: (principal: Principal) => boolean): void
}

export interface AuthenticatorParts {
  /** Asked in this order. */
  readonly identifiers: readonly Identifier[]
  readonly tenants: KnownTenants
  /** Milliseconds since 1970. */
  readonly now: () => number
}

export function createAuthenticator({ identifiers, tenants, now }: AuthenticatorParts): Authenticator {
  const find = async (header: string): Promise<Caller> => {
    const token = /^Bearer ([\x21-\x7e]+)$/i.exec(header)?.[1]
    const identifier = identifiers.find((one) => token !== undefined && one.owns(token))
    if (token === undefined || identifier === undefined) {
      throw notValid()
    }
    return identifier.identify(token)
  }
  const callers = createKnownCallers({
    now,
    find,
    isVerdict: (error) => Problem.is(error) && error.code === 'unauthenticated',
  })

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

  return {
    authenticate(request) {
      const { authorization } = request.headers
      if (authorization === undefined) throw unauthenticated('The request has no Authorization header.')
      const time = now()
      const known = callers.get(authorization, time)
      if (known !== undefined) return admit(known, request, time)
      return callers.learn(authorization).then((caller) => admit(caller, request, time))
    },
    forget: (hasChanged) => callers.forget(hasChanged),
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
