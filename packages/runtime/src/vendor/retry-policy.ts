import { isRepeatable, type Effect, type Problem } from '@patchbay/contract'

export interface RetryOptions {
  readonly attempts: number
  /** Milliseconds. */
  readonly base: number
  /** Milliseconds. */
  readonly cap: number
}

/** Whether an attempt with this effect may be repeated after this problem without doing anything twice. */
export function mayRepeat(effect: Effect, problem: Problem, wasSent: boolean): boolean {
  // Where our own queue is full, another try from inside would only lengthen it.
  if (!problem.retryable || problem.code === 'overloaded') return false
  return isRepeatable(effect) || !wasSent || problem.code === 'vendor_rate_limited'
}

/**
 * Milliseconds to wait before the next attempt: what the vendor asked for and never less, else "full jitter", a
 * random share of an exponentially growing bound.
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function retryDelay(
  attempt: number,
  problem: Problem,
  { base, cap }: RetryOptions,
  random: () => number,
): number {
  const jitter = random() * Math.min(cap, base * 2 ** (attempt - 1))
  return problem.retryAfter === undefined ? jitter : problem.retryAfter * 1_000 + random() * base
}
