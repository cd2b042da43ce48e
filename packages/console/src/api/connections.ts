import type { RouteBody, RouteData } from '@patchbay/client'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { slow } from '../app/queries.ts'
import { polling } from './polling.ts'
import { ask, ifMatch, request } from './request.ts'

export type Connection = RouteData<'get', '/v1/connections'>[number]
export type ConnectionState = Connection['state']

type Created = RouteBody<'post', '/v1/connections'>
type Changed = RouteBody<'patch', '/v1/connections/{id}'>

/** What is entered by the schemas of the connector: the server holds it to them. */
type Entered = 'config' | 'credentials'

export type NewConnection = Required<Pick<Created, 'id' | 'connector' | 'auth'>> & {
  readonly [Part in Entered]: unknown
}

/** What is left out stays as it is. */
export type ConnectionChange = Omit<Changed, Entered> & { readonly [Part in Entered]?: unknown }

export const connectionsKey = ['connections'] as const

/** The connections to one connector: the first hundred, which is more than anybody chooses from. */
export const connectionsOfQuery = (connector: string) =>
  queryOptions({
    queryKey: [...connectionsKey, 'of', connector],
    queryFn: ({ signal }) => ask('GET', '/v1/connections', { query: { connector, limit: 100 }, signal }),
  })

/** All of them, page by page. */
export const connectionsQuery = infiniteQueryOptions({
  queryKey: [...connectionsKey, 'all'],
  queryFn: ({ pageParam, signal }) =>
    request('GET', '/v1/connections', {
      query: { limit: 25, cursor: pageParam },
      signal,
    }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ meta }) => meta.next,
  select: ({ pages }) => pages.flatMap(({ data }) => data),
  refetchInterval: polling(slow),
})

/** Asked often enough to see that a person has just agreed at the vendor. */
export const connectionQuery = (id: string) =>
  queryOptions({
    queryKey: [...connectionsKey, 'one', id],
    queryFn: ({ signal }) => ask('GET', '/v1/connections/{id}', { path: { id }, signal }),
    refetchInterval: polling(3_000),
  })

export const addConnection = (connection: NewConnection): Promise<Connection> =>
  ask('POST', '/v1/connections', { body: connection as Created })

/** Rejects if somebody else has changed it since it was read. */
export const changeConnection = (
  { id, version }: Pick<Connection, 'id' | 'version'>,
  change: ConnectionChange,
): Promise<Connection> =>
  ask('PATCH', '/v1/connections/{id}', { path: { id }, body: change as Changed, ...ifMatch(version) })

export const removeConnection = (id: string): Promise<unknown> =>
  ask('DELETE', '/v1/connections/{id}', { path: { id } })
