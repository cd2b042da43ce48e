import { Problem } from '@patchbay/contract'

const keyPattern = /^[\x21-\x7e]{1,255}$/
const quotedPattern = /^"((?:[^"\\]|\\["\\])*)"$/

/**
 * The key in an `Idempotency-Key` header. The draft of the IETF (draft-ietf-httpapi-idempotency-key-header-07, 2.1)
 * wants a quoted string of RFC 9651, while most callers send the bare text: both are read, as the same key.
 * Throws `invalid_request`.
 */
export function readIdempotencyKey(header: string): string {
  const quoted = quotedPattern.exec(header)?.[1]
  const key = quoted === undefined ? header : quoted.replaceAll(/\\(["\\])/g, '$1')
  if (!keyPattern.test(key)) {
    throw new Problem('invalid_request', {
      detail: 'The header Idempotency-Key is not one key of 1 to 255 visible ASCII characters.',
      advice: 'Send one key without spaces, such as a UUID, or leave the header out.',
    })
  }
  return key
}
