import { TokenRefused } from './token-refused.ts'
import type { TokenAnswer } from './tokens.ts'

export interface AskOptions {
  /** How often a vendor is asked at the most, where that is safe. */
  readonly attempts: number
  /** Milliseconds before the second attempt; twice as many before each one after it. */
  readonly backoff: number
  /** Milliseconds from the first attempt after which there is no other. */
  readonly patience: number
  /** Milliseconds from one renewal of the lease to the next. */
  readonly renewEvery: number
  readonly sleep: (milliseconds: number) => Promise<void>
  readonly random: () => number
}

export interface Asking {
  /** Whether asking twice with the same can do harm. */
  readonly isSpent: boolean
  /** Whether there are good tokens until later. */
  readonly canWait: boolean
}

/**
 * Asks a vendor for tokens, again where it cannot answer now. Where an answer was lost that may have spent what was asked
 * with, it is asked again only if nothing else is left, and once.
 */
export async function askForTokens(
  ask: () => Promise<TokenAnswer>,
  { attempts, backoff, patience, sleep, random }: AskOptions,
  { isSpent, canWait }: Asking,
): Promise<TokenAnswer> {
  const givesUpAt = performance.now() + patience
  let lost = 0
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof TokenRefused) || error.failure !== 'unavailable') throw error
      if (error.isUnknown) lost += 1
      const mayAgain = !(isSpent && error.isUnknown) || (!canWait && lost === 1)
      const wait = Math.max(
        backoff * 2 ** (tries - 1) * (0.5 + random() / 2),
        (error.retryAfter ?? 0) * 1_000,
      )
      if (!mayAgain || tries >= attempts || performance.now() + wait > givesUpAt) throw error
      await sleep(wait)
    }
  }
}
