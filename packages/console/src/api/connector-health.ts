import type { RouteData } from '@patchbay/client'
import { queryOptions } from '@tanstack/react-query'
import { live } from '../app/queries.ts'
import { polling } from './polling.ts'
import { ask } from './request.ts'

export type ConnectorHealth = RouteData<'get', '/v1/health/connectors'>[number]
export type HealthReason = ConnectorHealth['reasons'][number]

/** How every connector is. Asked each second: an open breaker must show at once. */
export const connectorHealthQuery = queryOptions({
  queryKey: ['connector-health'],
  queryFn: ({ signal }) => ask('GET', '/v1/health/connectors', { signal }),
  refetchInterval: polling(live),
})
