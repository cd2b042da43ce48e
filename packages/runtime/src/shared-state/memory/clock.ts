/** Where memory has its time from, in milliseconds. */
export interface Clock {
  /** Only ever grows, and counts from anywhere. */
  readonly now: () => number
  /** Since 1970; may be set forth and back. */
  readonly wall: () => number
}

/** Numbers that grow and do not come again, also not after a restart: microseconds since 1970, or more. */
export function tokensOf(clock: Clock): () => number {
  let last = 0
  return () => {
    last = Math.max(last + 1, Math.floor(clock.wall() * 1_000))
    return last
  }
}
