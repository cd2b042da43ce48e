import { hash, timingSafeEqual } from 'node:crypto'
import { Problem } from '@patchbay/contract'
import type { FastifyRequest } from 'fastify'
import { operator } from './operator.ts'
import type { Principal } from './principal.ts'

const digest = (text: string): Buffer => hash('sha256', text, 'buffer')

export type Authenticate = (request: FastifyRequest) => Principal

/** Spellings of right headers: "Bearer" may be written in many ways. */
const mostKnown = 16

/** Tells whose bearer key a request carries, and throws `unauthenticated` if it carries none that is valid. */
export function createAuthenticator(key: string): Authenticate {
  const expected = digest(key)
  // Found by its hash, which is seeded: how long that takes tells nothing about how much of a guess is right.
  const known = new Map<string, Principal>()
  return (request) => {
    const header = request.headers.authorization
    const principal = header === undefined ? undefined : known.get(header)
    if (principal !== undefined) return principal
    if (header === undefined) {
      throw new Problem('unauthenticated', { detail: 'The request has no Authorization header.' })
    }
    const token = /^Bearer ([\x21-\x7e]+)$/i.exec(header)?.[1]
    if (token === undefined || !timingSafeEqual(digest(token), expected)) {
      throw new Problem('unauthenticated', { detail: 'The key in the Authorization header is not valid.' })
    }
    if (known.size < mostKnown) known.set(header, operator)
    return operator
  }
}
