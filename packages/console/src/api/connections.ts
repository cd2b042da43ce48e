import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { slow } from '../app/queries.ts'
import { polling } from './polling.ts'
import { ask, request } from './request.ts'

export type ConnectionState = 'active' | 'reauthorize' | 'disabled'

export interface Connection {
  readonly id: string
  readonly connector: string
  readonly auth?: string
  /** Secrets in it are masked. */
  readonly config: Readonly<Record<string, unknown>>
  readonly origins: Readonly<Record<string, string>>
  readonly source: 'live' | 'mock'
  /** Where it is changed: here, or in the configuration; `mock` is made by the server. */
  readonly managed: 'api' | 'configuration' | 'mock'
  readonly state: ConnectionState
  /** For the one who has to act. */
  readonly stateReason: string
  readonly grantedScopes: readonly string[] | null
  readonly version?: number
  readonly createdAt?: string
  readonly updatedAt?: string
}

export interface NewConnection {
  readonly id: string
  readonly connector: string
  readonly auth: string
  readonly config: unknown
  readonly credentials: unknown
}

/** What is left out stays as it is. */
export interface ConnectionChange {
  readonly auth?: string
  readonly config?: unknown
  readonly credentials?: unknown
  readonly state?: 'active' | 'disabled'
}

export const connectionsKey = ['connections'] as const

/** The connections to one connector: the first hundred, which is more than anybody chooses from. */
export const connectionsOfQuery = (connector: string) =>
  queryOptions({
    queryKey: [...connectionsKey, 'of', connector],
    queryFn: ({ signal }) =>
      ask<readonly Connection[]>('GET', '/v1/connections', { query: { connector, limit: 100 }, signal }),
  })

/** All of them, page by page. */
export const connectionsQuery = infiniteQueryOptions({
  queryKey: [...connectionsKey, 'all'],
  queryFn: ({ pageParam, signal }) =>
    request<readonly Connection[]>('GET', '/v1/connections', {
      query: { limit: 25, cursor: pageParam },
      signal,
    }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ meta }) => meta.next,
  select: ({ pages }) => pages.flatMap(({ data }) => data),
  refetchInterval: polling(slow),
})

const path = (id: string): string => `/v1/connections/${encodeURIComponent(id)}`

/** Asked often enough to see that a person has just agreed at the vendor. */
export const connectionQuery = (id: string) =>
  queryOptions({
    queryKey: [...connectionsKey, 'one', id],
    queryFn: ({ signal }) => ask<Connection>('GET', path(id), { signal }),
    refetchInterval: polling(3_000),
  })

export const addConnection = (connection: NewConnection): Promise<Connection> =>
  ask('POST', '/v1/connections', { body: connection })

/** Rejects if somebody else has changed it since it was read. */
export const changeConnection = (
  { id, version }: Pick<Connection, 'id' | 'version'>,
  change: ConnectionChange,
): Promise<Connection> =>
  ask('PATCH', path(id), {
    body: change,
    ...(version === undefined ? {} : { headers: { 'if-match': `"${version}"` } }),
  })

export const removeConnection = (id: string): Promise<unknown> => ask('DELETE', path(id))
