export type Query = Readonly<
  Record<string, string | number | boolean | null | undefined | ReadonlyArray<string | number | boolean>>
>

/** A request before it is known who sends it, and how often. */
export interface WireRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly query?: Query | undefined
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string | undefined>>
  /** Whether the same request twice does no more than once, so that it may be sent again if its answer is lost. */
  readonly isRepeatable: boolean
  readonly signal?: AbortSignal | undefined
  readonly timeout?: number | undefined
}

/** Path and query, below an address. */
export function locate(baseUrl: string, { path, query = {} }: WireRequest): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null) continue
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one))
  }
  const text = search.toString()
  return `${baseUrl.replace(/\/+$/, '')}${path}${text === '' ? '' : `?${text}`}`
}
