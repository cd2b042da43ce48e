import type { Failure } from './read-failure.ts'

/** What Bing says when a submission does not fit into what is left of the quota. */
export interface QuotaMessage {
  /** How many URLs Bing would still take today. */
  readonly left: number
  readonly submitted: number | undefined
}

const remaining = /quota remaining for today\s*:\s*(\d+)\s*,\s*submitted\s*:\s*(\d+)/i
const exceeded = /exceeded your (?:daily|monthly) \w+ submission quota/i

/**
 * Reads a refusal for lack of quota, or gives undefined. Bing sends it under codes that mean something else,
 * so the words are all there is to go by.
 */
function readQuotaMessage(message: string): QuotaMessage | undefined {
  const match = remaining.exec(message)
  if (match !== null) return { left: Number(match[1]), submitted: Number(match[2]) }
  return exceeded.test(message) ? { left: 0, submitted: undefined } : undefined
}

/** The same, of a failure: Bing refuses for lack of quota under two codes. */
export function quotaIn({ code, message }: Failure): QuotaMessage | undefined {
  return code === 2 || code === 8 ? readQuotaMessage(message) : undefined
}
