import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { ask, request } from './request.ts'

export interface Tenant {
  readonly id: string
  readonly title: string
  readonly state: 'active' | 'suspended'
  readonly createdAt: string
  readonly version: number
}

export const tenantsKey = ['tenants'] as const

export const tenantsQuery = queryOptions({
  queryKey: tenantsKey,
  queryFn: ({ signal }) => ask<readonly Tenant[]>('GET', '/v1/tenants', { signal }),
  staleTime: 30_000,
})

export const tenantPagesQuery = infiniteQueryOptions({
  queryKey: [...tenantsKey, 'pages'],
  queryFn: ({ pageParam, signal }) =>
    request<readonly Tenant[]>('GET', '/v1/tenants', { query: { limit: 50, cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ meta }) => meta.next ?? undefined,
})

export const createTenant = (id: string, title: string): Promise<Tenant> =>
  ask('POST', '/v1/tenants', { body: { id, title } })
export const changeTenantState = ({ id, version }: Tenant, state: Tenant['state']): Promise<Tenant> =>
  ask('PATCH', `/v1/tenants/${encodeURIComponent(id)}`, {
    body: { state },
    headers: { 'if-match': `"${version}"` },
  })
