import { queryOptions } from '@tanstack/react-query'
import { ask } from './request.ts'

export type AlertTargetKind = 'webhook' | 'email' | 'slack'
export type AlertSeverity = 'page' | 'ticket'

/** Where people are told of alerts. */
export interface AlertTarget {
  readonly id: string
  readonly name: string
  readonly kind: AlertTargetKind
  readonly severities: readonly AlertSeverity[]
  /** Null for all. */
  readonly connectors: readonly string[] | null
  /** Not whole, since it may be a secret. */
  readonly address: string
  readonly lastDelivery: { readonly at: string; readonly outcome: string } | null
}

export interface AlertTargetInput {
  readonly name: string
  readonly kind: AlertTargetKind
  readonly severities: readonly AlertSeverity[]
  /** Null for all. */
  readonly connectors: readonly string[] | null
  readonly address: string
}

export const alertTargetsKey = ['alert-targets'] as const

export const alertTargetsQuery = queryOptions({
  queryKey: alertTargetsKey,
  queryFn: ({ signal }) => ask<readonly AlertTarget[]>('GET', '/v1/alert-targets', { signal }),
})

const path = (id: string): string => `/v1/alert-targets/${encodeURIComponent(id)}`

/** A target as it was made: the one answer with the secret that webhooks are signed with. */
export interface MadeAlertTarget extends AlertTarget {
  readonly signingSecret?: string
}

/** What came of a test. */
export interface AlertTargetTrial {
  readonly delivered: boolean
  readonly outcome: string
}

export const addAlertTarget = (target: AlertTargetInput): Promise<MadeAlertTarget> =>
  ask('POST', '/v1/alert-targets', { body: target })
export const changeAlertTarget = (
  id: string,
  change: Partial<Omit<AlertTargetInput, 'kind'>>,
): Promise<AlertTarget> => ask('PATCH', path(id), { body: change })
export const removeAlertTarget = (id: string): Promise<unknown> => ask('DELETE', path(id))
export const testAlertTarget = (id: string): Promise<AlertTargetTrial> => ask('POST', `${path(id)}/test`)
