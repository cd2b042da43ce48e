const day = 86_400_000

/** Whole seconds until the next midnight UTC, when Bing's help says that daily quotas start anew. */
export function secondsToMidnight(now: number): number {
  return Math.ceil((day - (now % day)) / 1_000)
}
