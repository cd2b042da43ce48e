import { createHash } from 'node:crypto'

const form = /\bid=["']?(?:[\w-]*_)?pb-([0-9a-f]{32})\b/

/** What names one write within a message. Nothing can be read from it. */
export const markerOf = (idempotencyKey: string): string =>
  createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 32)

/**
 * HTML with a mark that nobody sees. Zoho takes no headers of its senders and has no idempotency keys, so that the
 * content is the only place in which a message can say of which write it is.
 */
export const marked = (html: string, marker: string): string => `${html}<div id="pb-${marker}"></div>`

/** The mark in the content of a message, if Zoho has kept one; it may have put a word before it. */
export const findMarker = (html: string): string | undefined => form.exec(html)?.[1]
