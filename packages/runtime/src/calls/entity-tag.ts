import { hash } from 'node:crypto'

/** A weak entity tag: the envelope's request id differs each time, so only what matters is compared. */
export function weakTag(data: string, next: string | undefined): string {
  return `W/"${hash('sha1', next === undefined ? data : `${data}\0${next}`, 'base64url')}"`
}
