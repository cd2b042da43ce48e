/** How a caller lets the cache take part in a call. */
export interface CacheUse {
  /** Whether an answer that was kept may be given. */
  readonly mayAnswer: boolean
  /** Whether the vendor may be asked. */
  readonly mayAsk: boolean
  /** Whether what the vendor answers may be kept. */
  readonly mayStore: boolean
  /** Milliseconds that an answer may be old; where it is finite, no stale one is wanted either. */
  readonly maxAge: number
}

/** As the operation's rule says. */
export const ordinaryUse: CacheUse = Object.freeze({
  mayAnswer: true,
  mayAsk: true,
  mayStore: true,
  maxAge: Infinity,
})
