import { createHash } from 'node:crypto'

/** A weak entity tag: the envelope's request id differs each time, so only what matters is compared. */
export function weakTag(data: string, next: string | undefined): string {
  const hash = createHash('sha1').update(data)
  if (next !== undefined) hash.update('\0').update(next)
  return `W/"${hash.digest('base64url')}"`
}

/** Whether If-None-Match names the tag (RFC 9110, 13.1.2: weak comparison, a list, or `*`). */
export function isMatched(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false
  if (ifNoneMatch.trim() === '*') return true
  const opaque = tag.replace(/^W\//, '')
  return ifNoneMatch.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === opaque)
}
