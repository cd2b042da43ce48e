import { hash, timingSafeEqual } from 'node:crypto'
import { Problem } from '@patchbay/contract'
import type { FastifyRequest } from 'fastify'

const digest = (text: string): Buffer => hash('sha256', text, 'buffer')

/** Lets requests pass that carry the key as a bearer token, and throws `unauthenticated` otherwise. */
export function createAuthenticator(key: string): (request: FastifyRequest) => void {
  const expected = digest(key)
  return (request) => {
    const header = request.headers.authorization
    if (header === undefined) {
      throw new Problem('unauthenticated', { detail: 'The request has no Authorization header.' })
    }
    const token = /^Bearer ([\x21-\x7e]+)$/i.exec(header)?.[1]
    if (token === undefined || !timingSafeEqual(digest(token), expected)) {
      throw new Problem('unauthenticated', { detail: 'The key in the Authorization header is not valid.' })
    }
  }
}
