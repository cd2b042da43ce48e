import { queryOptions } from '@tanstack/react-query'
import { ask } from './request.ts'

export interface Connection {
  readonly id: string
  readonly connector: string
  readonly source: 'live' | 'mock'
  readonly state: string
}

/** The connections to one connector: the first hundred, which is more than anybody chooses from. */
export const connectionsOfQuery = (connector: string) =>
  queryOptions({
    queryKey: ['connections', connector],
    queryFn: ({ signal }) =>
      ask<readonly Connection[]>('GET', '/v1/connections', { query: { connector, limit: 100 }, signal }),
  })
