import { Problem } from '@patchbay/contract'
import { readProblem, RemoteProblem } from './remote-problem.ts'

export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>

export interface ApiRequest {
  readonly query?: Query
  readonly body?: unknown
  /** Only if the thing still has this entity tag. */
  readonly ifMatch?: string | undefined
}

export interface ApiAnswer {
  readonly data: unknown
  readonly etag: string | undefined
}

/** The REST API of a running server. Whatever it refuses is thrown as a `RemoteProblem`. */
export interface ApiClient {
  ask(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    request?: ApiRequest,
  ): Promise<ApiAnswer>
  /** All pages of a list, or as many things as `limit` says. */
  list(path: string, query?: Query, limit?: number): Promise<unknown[]>
  /** The body as it comes, for what may be larger than memory. Nothing is asked before it is read. */
  download(path: string, accept: string, query?: Query): AsyncIterable<Uint8Array>
}

export interface ApiClientOptions {
  readonly url: URL
  readonly key: string
  /** Where the key came from, for whoever has to replace it. */
  readonly keyOrigin: string
  /** The tenant to act in, where the key is not of one. */
  readonly tenant?: string | undefined
}

/** Milliseconds for an answer. Some ask a vendor first. */
const patience = 120_000
const pageSize = 200

export function createApiClient({ url, key, keyOrigin, tenant }: ApiClientOptions): ApiClient {
  const address = (path: string, query: Query = {}): URL => {
    const target = new URL(url.pathname.replace(/\/$/, '') + path, url)
    for (const [name, value] of Object.entries(query)) {
      if (value === undefined) continue
      for (const one of Array.isArray(value) ? value : [value]) target.searchParams.append(name, String(one))
    }
    return target
  }

  const send = async (target: URL, init: RequestInit): Promise<Response> => {
    const headers = new Headers(init.headers)
    headers.set('authorization', `Bearer ${key}`)
    if (tenant !== undefined) headers.set('patchbay-tenant', tenant)
    try {
      // A redirect would carry the key to whoever is named there.
      return await fetch(target, { ...init, headers, redirect: 'manual' })
    } catch (error) {
      throw new Problem('unreachable', {
        detail: `Nothing answers at ${url.origin} (${reasonOf(error)}).`,
        advice: 'Start it with `patchbay start`, or name the address of a running server in PATCHBAY_URL.',
        cause: error,
      })
    }
  }

  const refuse = async (response: Response): Promise<never> => {
    const problem = readProblem(await response.json().catch(() => undefined))
    if (problem !== undefined) {
      throw new RemoteProblem(
        problem,
        response.status === 401 ? `The key that was sent comes from ${keyOrigin}.` : undefined,
      )
    }
    throw new Problem('unreachable', {
      detail: `${url.origin} answered ${response.status}, and not as a Patchbay server does.`,
      advice: 'Name the address of a Patchbay server in PATCHBAY_URL; a proxy may answer in its place.',
    })
  }

  const ask: ApiClient['ask'] = async (method, path, { query, body, ifMatch } = {}) => {
    const headers: Record<string, string> = { accept: 'application/json' }
    if (body !== undefined) headers['content-type'] = 'application/json'
    if (ifMatch !== undefined) headers['if-match'] = ifMatch
    const response = await send(address(path, query), {
      method,
      headers,
      signal: AbortSignal.timeout(patience),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok) return await refuse(response)
    const etag = response.headers.get('etag') ?? undefined
    if (response.status === 204) return { data: undefined, etag }
    return { data: dataOf(await response.json().catch(() => undefined)), etag }
  }

  const list: ApiClient['list'] = async (path, query = {}, limit = Infinity) => {
    const found: unknown[] = []
    let cursor: string | undefined
    do {
      const size = Math.min(limit - found.length, pageSize)
      const response = await send(address(path, { ...query, limit: size, cursor }), {
        headers: { accept: 'application/json' },
        signal: AbortSignal.timeout(patience),
      })
      if (!response.ok) return await refuse(response)
      const body: unknown = await response.json().catch(() => undefined)
      const page = dataOf(body)
      if (!Array.isArray(page)) return await refuse(response)
      found.push(...page)
      cursor = nextOf(body)
    } while (cursor !== undefined && found.length < limit)
    return found.slice(0, limit)
  }

  return {
    ask,
    list,
    async *download(path, accept, query) {
      const response = await send(address(path, query), { headers: { accept } })
      if (!response.ok || response.body === null) return await refuse(response)
      try {
        yield* response.body
      } catch (error) {
        throw new Problem('unreachable', {
          detail: `${url.origin} went away in the middle of its answer (${reasonOf(error)}).`,
          advice: 'Ask again; what has arrived is not all.',
          cause: error,
        })
      }
    },
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return `no answer in ${patience / 1_000} s`
  const { cause } = error
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.message
}

function dataOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'data' in body ? body.data : undefined
}

function nextOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('meta' in body)) return undefined
  const { meta } = body
  const next = typeof meta === 'object' && meta !== null && 'next' in meta ? meta.next : undefined
  return typeof next === 'string' ? next : undefined
}
