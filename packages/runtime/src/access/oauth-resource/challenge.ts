import type { Problem } from '@patchbay/contract'
import type { FastifyRequest } from 'fastify'
import { InsufficientScope } from './insufficient-scope.ts'
import { firstScope } from './token-scopes.ts'

/**
 * What `WWW-Authenticate` says to a request that was refused for its credentials (RFC 6750, section 3): what is wrong with
 * them, which scope is needed, and on `/mcp` where to read who gives them (RFC 9728, section 5.1). Undefined for problems
 * that no other credentials would help with.
 */
export function challengeOf(request: FastifyRequest, problem: Problem): string | undefined {
  const isScope = problem instanceof InsufficientScope
  if (!isScope && problem.code !== 'unauthenticated') return undefined
  const { protectedResource } = request.routeOptions.config
  const isDiscoverable = protectedResource !== undefined && protectedResource.issuers.length > 0
  // Whoever shows no credentials at all is told of no error (RFC 6750, section 3.1).
  const hasToken = request.headers.authorization !== undefined
  const parts: Record<string, string | undefined> = {
    realm: 'patchbay',
    error: isScope ? 'insufficient_scope' : hasToken ? 'invalid_token' : undefined,
    error_description: isScope ? problem.message : undefined,
    scope: isScope ? problem.scope : isDiscoverable && protectedResource.hasScopes ? firstScope : undefined,
    resource_metadata: isDiscoverable ? protectedResource.metadataFor(request.headers.host) : undefined,
  }
  const given = Object.entries(parts).flatMap(([name, value]) =>
    value === undefined ? [] : `${name}="${value}"`,
  )
  return `Bearer ${given.join(', ')}`
}
