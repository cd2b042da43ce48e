import type { FastifyRequest } from 'fastify'
import type { ProtectedResource } from './oauth-resource/protected-resource.ts'
import type { Permission } from './permissions.ts'

/**
 * Who may use a route: whoever has the permission; `public` for everybody; `authenticated` for everybody who is known;
 * `call` where it follows from the effect of the operation and is decided with the call.
 */
export type AccessPolicy = Permission | 'public' | 'authenticated' | 'call'

/**
 * What a route that changes something writes to the audit: `call` where the call engine does it, an action such as
 * `key.create` with where the id of its target stands, or `none` with the reason.
 */
export type AuditPolicy =
  | 'call'
  | { readonly none: string }
  | {
      readonly action: string
      /** Id of what is changed. Default: that of the record which the change has made. */
      readonly target?: (request: FastifyRequest) => string | undefined
    }

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Every route must have it: a route without fails the start. */
    access?: AccessPolicy
    /** Every route with a method other than GET and HEAD must have it, unless it is public. */
    audit?: AuditPolicy
    /** The resource that tokens for the route must be made for. Default: the REST face, as the issuers' settings say. */
    protectedResource?: ProtectedResource
  }
}
