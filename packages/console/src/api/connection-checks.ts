import { queryOptions } from '@tanstack/react-query'
import type { FieldError } from './api-problem.ts'
import { connectionsKey } from './connections.ts'
import { ask } from './request.ts'

/** What came out when a connection was tried. */
export interface CheckReport {
  readonly works: boolean
  /** The read that was called. */
  readonly operation: string
  /** Milliseconds. */
  readonly duration: number
  readonly problem: {
    readonly code: string
    readonly detail: string
    readonly advice: string
    readonly errors?: readonly FieldError[]
  } | null
  readonly scopes: { readonly granted: readonly string[] | null; readonly missing: readonly string[] }
  readonly operations: {
    readonly usable: readonly string[]
    readonly unusable: ReadonlyArray<{ readonly operation: string; readonly missing: readonly string[] }>
  }
  /** What to do now. */
  readonly next: string
}

export interface ConnectionEvent {
  readonly at: string
  readonly kind: string
  readonly outcome: 'ok' | 'failed'
  readonly detail: string
  readonly actor: string
}

const path = (id: string): string => `/v1/connections/${encodeURIComponent(id)}`

/** The newest of what has become of a connection. */
export const connectionEventsQuery = (id: string) =>
  queryOptions({
    queryKey: [...connectionsKey, 'events', id],
    queryFn: ({ signal }) =>
      ask<readonly ConnectionEvent[]>('GET', `${path(id)}/events`, { query: { limit: 20 }, signal }),
    staleTime: 30_000,
  })

export const lastCheckIn = (events: readonly ConnectionEvent[]): ConnectionEvent | undefined =>
  events.find(({ kind }) => kind === 'checked')

export const checkConnection = (id: string): Promise<CheckReport> => ask('POST', `${path(id)}/check`)
