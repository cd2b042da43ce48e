/** A key of the shared state. Keys of one scope live together, so one verb can touch several of them atomically. */
export type SharedKey = `{${string}}:${string}`

/**
 * The key of a thing within a scope, such as `{shopify}:limit:points:main`. The scope is in the braces that Redis
 * Cluster reads as a hash tag: what shares a scope shares a slot.
 */
export function sharedKey(scope: string, ...parts: readonly string[]): SharedKey {
  return `{${encodeURIComponent(scope)}}:${parts.map(encodeURIComponent).join(':')}`
}
