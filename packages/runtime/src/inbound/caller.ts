import rateLimit from '@fastify/rate-limit'
import type { FastifyRequest } from 'fastify'
import type { Principal } from '../access/principal.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose key the request carries; undefined until that is known, and where no key is asked for. */
    principal: Principal | undefined
  }
}

/**
 * Where a request comes from: the address of its socket, or what a trusted proxy says that it was. An IPv6 caller has
 * a whole /64 to choose addresses from, so that is what counts.
 */
export const addressOf = (request: FastifyRequest): string => `address:${rateLimit.normalizeIP(request.ip)}`

/** What a request is counted for: the key that it came with, else the address. */
export const callerOf = (request: FastifyRequest): string =>
  request.principal === undefined
    ? addressOf(request)
    : `key:${request.principal.tenant}:${request.principal.id}`
