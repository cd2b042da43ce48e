import type { RouteData } from '@patchbay/client'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { ask, ifMatch, request } from './request.ts'

export type Tenant = RouteData<'get', '/v1/tenants'>[number]

export const tenantsKey = ['tenants'] as const

export const tenantsQuery = queryOptions({
  queryKey: tenantsKey,
  queryFn: ({ signal }) => ask('GET', '/v1/tenants', { signal }),
  staleTime: 30_000,
})

export const tenantPagesQuery = infiniteQueryOptions({
  queryKey: [...tenantsKey, 'pages'],
  queryFn: ({ pageParam, signal }) =>
    request('GET', '/v1/tenants', { query: { limit: 50, cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ meta }) => meta.next ?? undefined,
})

export const createTenant = (id: string, title: string): Promise<Tenant> =>
  ask('POST', '/v1/tenants', { body: { id, title } })
export const changeTenantState = ({ id, version }: Tenant, state: Tenant['state']): Promise<Tenant> =>
  ask('PATCH', '/v1/tenants/{id}', { path: { id }, body: { state }, ...ifMatch(version) })
