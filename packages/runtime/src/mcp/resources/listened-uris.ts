interface ListenRequest {
  readonly method?: unknown
  readonly params?: { readonly notifications?: { readonly resourceSubscriptions?: unknown } }
}

/** Of one request. */
const most = 100

/** The URIs that a `subscriptions/listen` request of 2026-07-28 wants to hear of; none of another request. */
export function listenedUris(body: unknown): readonly string[] {
  const { method, params } = (typeof body === 'object' && body !== null ? body : {}) as ListenRequest
  const uris = method === 'subscriptions/listen' ? params?.notifications?.resourceSubscriptions : undefined
  return Array.isArray(uris)
    ? uris.filter((uri): uri is string => typeof uri === 'string').slice(0, most)
    : []
}
