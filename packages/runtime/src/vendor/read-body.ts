import { Problem, type VendorAnswer } from '@patchbay/contract'
import { isDeeper } from './json-depth.ts'
import type { WireAnswer } from './wire.ts'

/** Levels of arrays and objects within each other, far above what any vendor sends and far below what a stack holds. */
const deepest = 1_000

// Not allowed in JSON, and sent by some vendors all the same (RFC 8259, 8.1 lets a reader ignore it).
const byteOrderMark = '\uFEFF'

/**
 * The answer with its body read: JSON where the vendor says that it is, else text. Throws `vendor_error` if a
 * success claims to be JSON and is not, or is JSON too deep to be read; a failure keeps its text, for `classify` may
 * know it. A success that is wanted as bytes is not looked into.
 */
export function readBody({ status, headers, body }: WireAnswer, bodyAs?: 'bytes'): VendorAnswer {
  if (bodyAs === 'bytes' && status >= 200 && status < 300) return { status, headers, body: ownBytes(body) }
  if (body.length === 0) return { status, headers, body: undefined }
  if (!headers['content-type']?.includes('json')) return { status, headers, body: body.toString('utf8') }
  if (isDeeper(body, deepest)) {
    if (status >= 300) return { status, headers, body: body.toString('utf8') }
    throw new Problem('vendor_error', {
      detail: `The vendor answered ${status} with JSON of more than ${deepest} levels.`,
      upstream: { status },
      retryable: false,
    })
  }
  const text = body.toString('utf8')
  try {
    return {
      status,
      headers,
      body: JSON.parse(text.startsWith(byteOrderMark) ? text.slice(1) : text) as unknown,
    }
  } catch (error) {
    if (status >= 300) return { status, headers, body: text }
    throw new Problem('vendor_error', {
      detail: `The vendor answered ${status} with a body that is not the JSON it claims to be.`,
      upstream: { status },
      cause: error,
    })
  }
}

/** The bytes in a buffer of their own, which can move to another thread. Small ones share theirs with others. */
function ownBytes(body: Buffer): Uint8Array {
  const { buffer } = body
  return body.byteLength === buffer.byteLength ? new Uint8Array(buffer) : new Uint8Array(body)
}
