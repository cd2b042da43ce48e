/** Members of `_meta` that are ours (MCP, basic/index, "_meta": a prefix and a slash). */
export const metaKeys = {
  /** What is said about an answer beside it: the `meta` of the REST API, with what is left of the vendor's limits. */
  call: 'patchbay/meta',
  /** A problem, as the REST API puts it (RFC 9457). */
  problem: 'patchbay/problem',
  /** On a request: the caller's own idempotency key for this call. */
  idempotencyKey: 'patchbay/idempotencyKey',
} as const
