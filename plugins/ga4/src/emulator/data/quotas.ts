import { localTime } from './calendar.ts'
import type { Property } from './properties.ts'
import { exhausted } from './refusal.ts'

export type Category = 'core' | 'realtime' | 'funnel' | 'chat'

/** The amounts of one property, by the names that answers have for them. */
export interface Amounts {
  readonly tokensPerDay: number
  readonly tokensPerHour: number
  readonly tokensPerProjectPerHour: number
  readonly concurrentRequests: number
  readonly serverErrorsPerProjectPerHour: number
  readonly potentiallyThresholdedRequestsPerHour: number
}

const standard: Amounts = {
  tokensPerDay: 200_000,
  tokensPerHour: 40_000,
  tokensPerProjectPerHour: 14_000,
  concurrentRequests: 10,
  serverErrorsPerProjectPerHour: 10,
  potentiallyThresholdedRequestsPerHour: 120,
}

const premium: Amounts = {
  tokensPerDay: 2_000_000,
  tokensPerHour: 400_000,
  tokensPerProjectPerHour: 140_000,
  concurrentRequests: 50,
  serverErrorsPerProjectPerHour: 50,
  potentiallyThresholdedRequestsPerHour: 120,
}

const increase =
  'To increase your quotas, see https://developers.google.com/analytics/devguides/reporting/data/v1/quotas'

const texts = {
  concurrentRequests: 'Exhausted concurrent requests quota. Please send fewer requests concurrently.',
  tokensPerDay: 'Exhausted property tokens per day. These quota tokens will return in under 24 hours.',
  tokensPerHour: 'Exhausted property tokens per hour. These quota tokens will return in under 60 minutes.',
  tokensPerProjectPerHour:
    'Exhausted property tokens for a project per hour. These quota tokens will return in under 60 minutes.',
  serverErrorsPerProjectPerHour: 'Exhausted server errors quota. This quota will refresh in under an hour.',
  potentiallyThresholdedRequestsPerHour:
    'Exhausted potentially thresholded requests quota. This quota will refresh in under an hour.',
} as const satisfies Record<keyof Amounts, string>

interface Charge {
  readonly at: number
  readonly tokens: number
}

/** What a property has used of a category. Figures in answers are some seconds old, as Google's are. */
export class Ledger {
  readonly #amounts: Amounts
  #running = 0
  #charges: Charge[] = []
  #day = 0
  #hour = 0
  #dayTokens = 0
  #hourTokens = 0
  #thresholded = 0

  constructor(property: Property, overrides: Partial<Amounts>) {
    this.#amounts = { ...(property.isPremium ? premium : standard), ...overrides }
  }

  /** Lets a request begin, or refuses it in Google's words. */
  begin(now: number): void {
    this.#turn(now)
    const amounts = this.#amounts
    const isSpent: ReadonlyArray<readonly [keyof Amounts, boolean]> = [
      ['concurrentRequests', this.#running >= amounts.concurrentRequests],
      ['tokensPerDay', this.#dayTokens >= amounts.tokensPerDay],
      ['tokensPerHour', this.#hourTokens >= amounts.tokensPerHour],
      ['tokensPerProjectPerHour', this.#hourTokens >= amounts.tokensPerProjectPerHour],
      ['serverErrorsPerProjectPerHour', amounts.serverErrorsPerProjectPerHour <= 0],
      [
        'potentiallyThresholdedRequestsPerHour',
        this.#thresholded >= amounts.potentiallyThresholdedRequestsPerHour,
      ],
    ]
    const spent = isSpent.find(([, is]) => is)
    if (spent !== undefined) throw exhausted(`${texts[spent[0]]} ${increase}`)
    this.#running += 1
  }

  end(): void {
    this.#running -= 1
  }

  charge(now: number, tokens: number, isThresholded = false): void {
    this.#turn(now)
    this.#dayTokens += tokens
    this.#hourTokens += tokens
    if (isThresholded) this.#thresholded += 1
    this.#charges.push({ at: now, tokens })
  }

  /** As an answer tells it: this request's cost, and what was left when it and what is older than some seconds is taken. */
  status(now: number, consumed: number): Record<keyof Amounts, { consumed: number; remaining: number }> {
    this.#turn(now)
    const unseen = this.#charges.reduce((sum, { tokens }) => sum + tokens, 0) - consumed
    const amounts = this.#amounts
    const left = (amount: number, used: number) => ({
      consumed,
      remaining: Math.max(0, Math.min(amount - consumed, amount - used + unseen)),
    })
    return {
      tokensPerDay: left(amounts.tokensPerDay, this.#dayTokens),
      tokensPerHour: left(amounts.tokensPerHour, this.#hourTokens),
      concurrentRequests: { consumed: 0, remaining: amounts.concurrentRequests },
      serverErrorsPerProjectPerHour: { consumed: 0, remaining: amounts.serverErrorsPerProjectPerHour },
      potentiallyThresholdedRequestsPerHour: {
        consumed: 0,
        remaining: Math.max(0, amounts.potentiallyThresholdedRequestsPerHour - this.#thresholded),
      },
      tokensPerProjectPerHour: left(amounts.tokensPerProjectPerHour, this.#hourTokens),
    }
  }

  /** Days begin at midnight in the Pacific zone, hours with the clock. */
  #turn(now: number): void {
    const { day } = localTime(now, 'America/Los_Angeles')
    const hour = Math.floor(now / 3_600_000)
    if (day !== this.#day) [this.#day, this.#dayTokens] = [day, 0]
    if (hour !== this.#hour) [this.#hour, this.#hourTokens, this.#thresholded] = [hour, 0, 0]
    this.#charges = this.#charges.filter(({ at }) => now - at < delay)
  }
}

const delay = 5_000
