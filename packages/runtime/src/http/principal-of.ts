import { Problem } from '@patchbay/contract'
import type { FastifyRequest } from 'fastify'
import type { Principal } from '../access/principal.ts'

/** Whose request it is, on a route that is not public: there is nobody else that could have got this far. */
export function principalOf({ principal }: FastifyRequest): Principal {
  if (principal === undefined) throw new Problem('unauthenticated')
  return principal
}
