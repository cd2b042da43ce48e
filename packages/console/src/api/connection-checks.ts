import type { RouteData } from '@patchbay/client'
import { queryOptions } from '@tanstack/react-query'
import { connectionsKey } from './connections.ts'
import { ask } from './request.ts'

/** What came out when a connection was tried. */
export type CheckReport = RouteData<'post', '/v1/connections/{id}/check'>

export type ConnectionEvent = RouteData<'get', '/v1/connections/{id}/events'>[number]

/** The newest of what has become of a connection. */
export const connectionEventsQuery = (id: string) =>
  queryOptions({
    queryKey: [...connectionsKey, 'events', id],
    queryFn: ({ signal }) =>
      ask('GET', '/v1/connections/{id}/events', { path: { id }, query: { limit: 20 }, signal }),
    staleTime: 30_000,
  })

export const lastCheckIn = (events: readonly ConnectionEvent[]): ConnectionEvent | undefined =>
  events.find(({ kind }) => kind === 'checked')

export const checkConnection = (id: string): Promise<CheckReport> =>
  ask('POST', '/v1/connections/{id}/check', { path: { id } })
