import { Type, type TUint8Array } from '@sinclair/typebox'
import { Problem } from './problem.ts'

/**
 * As the `response` of a request: the body of a success is given as it came, unread, as a `Uint8Array`. For big
 * answers, which a transform can then read in its own thread: bytes move there without being copied, and nothing of
 * them is parsed where other calls wait.
 */
export const Bytes: TUint8Array = Type.Uint8Array()

const decoder = new TextDecoder()

/**
 * What bytes of JSON say (a byte order mark is let pass; RFC 8259, 8.1). Throws the problem `vendor_error` if they
 * are not JSON. Its shape is the transform's to check: no `response` schema has seen it.
 */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes))
  } catch (error) {
    throw new Problem('vendor_error', {
      detail: 'The vendor answered with a body that is not the JSON it should be.',
      retryable: false,
      cause: error,
    })
  }
}
