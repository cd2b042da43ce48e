import { queryOptions } from '@tanstack/react-query'
import { ask } from './request.ts'

export interface Tenant {
  readonly id: string
  readonly name: string
}

export const tenantsQuery = queryOptions({
  queryKey: ['tenants'],
  queryFn: ({ signal }) => ask<readonly Tenant[]>('GET', '/v1/tenants', { signal }),
  staleTime: 30_000,
})
