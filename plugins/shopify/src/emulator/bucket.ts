/** Shopify's leaky bucket on the standard plan. */
export const bucketSize = 2_000
export const restorePerSecond = 100

export interface Bucket {
  available: number
  /** Milliseconds since 1970. */
  at: number
}

/** The bucket of a token as it is now, refilled for the time that has passed. */
export function refilled(buckets: Map<string, Bucket>, token: string, now: number): Bucket {
  const bucket = buckets.get(token) ?? { available: bucketSize, at: now }
  const earned = (Math.max(0, now - bucket.at) / 1_000) * restorePerSecond
  const current = { available: Math.min(bucketSize, bucket.available + earned), at: now }
  buckets.set(token, current)
  return current
}

export function throttleStatus(bucket: Bucket) {
  return {
    maximumAvailable: bucketSize,
    currentlyAvailable: Math.floor(bucket.available),
    restoreRate: restorePerSecond,
  }
}
