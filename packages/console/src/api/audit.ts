import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { ask, request } from './request.ts'

/** What somebody did or tried. */
export interface AuditEntry {
  readonly sequence: number
  readonly id: string
  readonly time: string
  readonly actor: string
  readonly actorKind: string
  readonly action: string
  readonly target: string | null
  readonly outcome: string
  readonly traceId: string
  readonly requestId: string
  readonly before: string | null
  readonly after: string | null
  readonly details: Readonly<Record<string, unknown>>
  readonly previous: string
  readonly hash: string
}

export interface AuditFilter {
  readonly actor?: string | undefined
  readonly action?: string | undefined
  readonly target?: string | undefined
  readonly outcome?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

export interface AuditVerification {
  readonly isIntact: boolean
  readonly entries: number
  readonly removedThrough: number
  readonly breachCount: number
  readonly breaches: ReadonlyArray<{
    readonly kind: string
    readonly sequence: number
    readonly detail: string
  }>
}

export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', 'entries', filter],
    queryFn: ({ pageParam, signal }) =>
      request<readonly AuditEntry[]>('GET', '/v1/audit', {
        query: { ...filter, limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ meta }) => meta.next ?? undefined,
  })

/** How far the entries of the tenant reach. */
export const auditHeadQuery = queryOptions({
  queryKey: ['audit', 'head'],
  queryFn: ({ signal }) =>
    ask<{ readonly sequence: number; readonly hash: string }>('GET', '/v1/audit/head', { signal }),
})

/** Reads all entries of all tenants, so it is asked for and not made by itself. */
export const verifyAudit = (): Promise<AuditVerification> => ask('GET', '/v1/audit/verification')
