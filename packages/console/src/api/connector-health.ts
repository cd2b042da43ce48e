import { queryOptions } from '@tanstack/react-query'
import { live } from '../app/queries.ts'
import { polling } from './polling.ts'
import { ask } from './request.ts'

export interface HealthReason {
  readonly code: string
  readonly message: string
  readonly since: string | null
  /** What to do about it. */
  readonly advice?: string
  /** What of the connector it is about: an origin, a connection, a limit. */
  readonly subject?: string
}

export interface ConnectorHealth {
  readonly connector: string
  readonly title: string
  readonly version: string | null
  readonly stability: string | null
  readonly status: 'ok' | 'degraded' | 'down'
  readonly since: string
  readonly reasons: readonly HealthReason[]
  readonly origins: ReadonlyArray<{ readonly origin: string; readonly breaker: string }>
  readonly connections: { readonly total: number; readonly failing: number }
  readonly support: { readonly until: string } | null
  readonly recent: {
    readonly calls: number
    readonly errorRatio: number | null
    readonly p95: number | null
  }
}

/** How every connector is. Asked each second: an open breaker must show at once. */
export const connectorHealthQuery = queryOptions({
  queryKey: ['connector-health'],
  queryFn: ({ signal }) => ask<readonly ConnectorHealth[]>('GET', '/v1/health/connectors', { signal }),
  refetchInterval: polling(live),
})
