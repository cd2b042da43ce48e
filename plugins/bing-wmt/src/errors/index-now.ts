import { Problem, type UpstreamFacts, type VendorAnswer } from '@patchbay/contract'

/** Names what an answer of IndexNow means. Its status says all; bodies are mostly empty. */
export function classifyIndexNow(
  { status, headers, body }: VendorAnswer,
  upstream: UpstreamFacts,
): Problem | undefined {
  switch (status) {
    case 200:
    case 202:
      return typeof body === 'string' && body.trim() !== ''
        ? new Problem('vendor_error', {
            detail: 'IndexNow answered with a page instead of a result.',
            upstream,
          })
        : undefined
    case 400:
      return new Problem('vendor_rejected', { detail: 'IndexNow could not read the submission.', upstream })
    case 403:
      return new Problem('connection_forbidden', {
        detail: 'IndexNow does not accept the key: it found no key file, or another key in it.',
        advice: 'index-now.verify_key shows what is wrong with the file.',
        upstream,
      })
    case 422:
      return new Problem('vendor_rejected', {
        detail: 'IndexNow refuses URLs that are not of the host, or a key that does not cover them.',
        advice: 'Send URLs of one host, in the folder of the key file or below.',
        upstream,
      })
    case 429:
      if (headers['retry-after'] !== undefined) return undefined
      return new Problem('vendor_rate_limited', {
        detail: 'IndexNow takes this for a flood of submissions.',
        advice: 'Wait some minutes, and submit only what has changed.',
        retryAfter: 300,
        upstream,
      })
    default:
      return undefined
  }
}
