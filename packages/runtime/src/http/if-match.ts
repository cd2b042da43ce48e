import { Problem } from '@patchbay/contract'
import type { FastifyRequest } from 'fastify'

/** The entity tag of what counts its changes. */
export const versionTag = (version: number): string => `"${version}"`

/** Whether a version is one that the caller has seen. */
export type IsExpected = (version: number) => boolean

/** What If-Match asks of the version that is there (RFC 9110, 13.1.1); undefined without it. */
export function expectedVersion(request: FastifyRequest): IsExpected | undefined {
  const header = request.headers['if-match']
  if (header === undefined) return undefined
  if (header.trim() === '*') return () => true
  const tags = new Set(header.split(',').map((tag) => tag.trim()))
  return (version) => tags.has(versionTag(version))
}

/** The version that is there is another one than the caller has seen, or it has named none. */
export const otherVersion = (what: string): Problem =>
  new Problem('precondition_failed', {
    detail: `${what} is there in another version than the request names.`,
    advice: 'Read it, then send its ETag as If-Match.',
  })

/** What refuses a change of another version than If-Match names, if it names one. */
export function versionCheck(request: FastifyRequest, what: string): (version: number) => void {
  const isExpected = expectedVersion(request)
  return (version) => {
    if (isExpected?.(version) === false) throw otherVersion(what)
  }
}
