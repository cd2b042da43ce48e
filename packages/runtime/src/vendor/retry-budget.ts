export interface RetryBudgetOptions {
  /** Retries for each request. */
  readonly share: number
  /** Retries per second, whatever the traffic. */
  readonly floor: number
}

// Seconds of the floor, and retries beyond it, that a quiet time saves.
const savedSeconds = 10
const savedRetries = 100

// Ten deposits of a tenth come to a little less than one.
const rounding = 1e-6

/**
 * How many retries one origin gets: a share of the requests to it, so that we never multiply an outage, and a floor
 * without which a rare request would never be repeated. Over any time, retries are at most
 * `share × requests + floor × seconds`, and what was saved before.
 * @see https://finagle.github.io/blog/2016/02/08/retry-budgets/
 */
export class RetryBudget {
  readonly #options: RetryBudgetOptions
  readonly #now: () => number
  readonly #most: number
  #left: number
  #countedAt: number

  /** `now` is in milliseconds of a clock that nobody sets. */
  constructor(options: RetryBudgetOptions, now: () => number) {
    this.#options = options
    this.#now = now
    const { share, floor } = options
    this.#left = floor * savedSeconds
    this.#most = this.#left + (share > 0 ? savedRetries : 0)
    this.#countedAt = now()
  }

  /** Counts a request, not its retries. */
  deposit(): void {
    this.#left = Math.min(this.#most, this.#left + this.#options.share)
  }

  /** Whether there is a retry left, which is then taken. */
  take(): boolean {
    const now = this.#now()
    const passed = Math.max(0, now - this.#countedAt) / 1_000
    this.#countedAt = now
    this.#left = Math.min(this.#most, this.#left + passed * this.#options.floor)
    if (this.#left < 1 - rounding) return false
    this.#left -= 1
    return true
  }
}

/** One budget for each origin of each connector, whichever connections lead there. */
export function createRetryBudgets(
  options: RetryBudgetOptions,
  now: () => number = () => performance.now(),
): (connector: string, url: string) => RetryBudget {
  const budgets = new Map<string, RetryBudget>()
  return (connector, url) => {
    const key = `${connector} ${url}`
    const budget = budgets.get(key) ?? new RetryBudget(options, now)
    budgets.set(key, budget)
    return budget
  }
}
