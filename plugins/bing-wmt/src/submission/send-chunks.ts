import { Problem } from '@patchbay/contract'

/** What became of the URLs of a submission. Every URL is in exactly one of the lists. */
export interface Sent {
  readonly submitted: readonly string[]
  /** Bing may or may not have taken these: the connection broke before its answer was there. */
  readonly uncertain: readonly string[]
  readonly remaining: readonly string[]
  /** What ended it early. */
  readonly failure: unknown
}

/** The most that Bing takes at once. */
export const chunkSize = 500

/**
 * Sends URLs chunk by chunk. The first failure ends it, since what follows would most likely meet the same.
 */
export async function sendInChunks(
  urls: readonly string[],
  send: (chunk: readonly string[]) => Promise<unknown>,
): Promise<Sent> {
  for (let start = 0; start < urls.length; start += chunkSize) {
    const end = Math.min(start + chunkSize, urls.length)
    try {
      await send(urls.slice(start, end))
    } catch (failure) {
      const firstRemaining = isRefusal(failure) ? start : end
      return {
        submitted: urls.slice(0, start),
        uncertain: urls.slice(start, firstRemaining),
        remaining: urls.slice(firstRemaining),
        failure,
      }
    }
  }
  return { submitted: urls, uncertain: [], remaining: [], failure: undefined }
}

// Anything else, such as a time-out, leaves open whether Bing took the chunk.
const refusals: ReadonlySet<string> = new Set([
  'vendor_rejected',
  'vendor_rate_limited',
  'rate_limited',
  'connection_unauthorized',
  'connection_forbidden',
  'connection_missing',
  'not_found',
  'conflict',
  'circuit_open',
  'overloaded',
])

function isRefusal(failure: unknown): boolean {
  return Problem.is(failure) && refusals.has(failure.code)
}
