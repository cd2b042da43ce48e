import type { RouteData } from '@patchbay/client'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { ask, request } from './request.ts'

/** What somebody did or tried. */
export type AuditEntry = RouteData<'get', '/v1/audit'>[number]

export interface AuditFilter {
  readonly actor?: string | undefined
  readonly action?: string | undefined
  readonly target?: string | undefined
  readonly outcome?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

export type AuditVerification = RouteData<'get', '/v1/audit/verification'>

export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', 'entries', filter],
    queryFn: ({ pageParam, signal }) =>
      request('GET', '/v1/audit', {
        query: { ...filter, limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ meta }) => meta.next ?? undefined,
  })

/** How far the entries of the tenant reach. */
export const auditHeadQuery = queryOptions({
  queryKey: ['audit', 'head'],
  queryFn: ({ signal }) => ask('GET', '/v1/audit/head', { signal }),
})

/** Reads all entries of all tenants, so it is asked for and not made by itself. */
export const verifyAudit = (): Promise<AuditVerification> => ask('GET', '/v1/audit/verification')
