import type { RouteBody, RouteData } from '@patchbay/client'
import { queryOptions } from '@tanstack/react-query'
import { ask } from './request.ts'

/** Where people are told of alerts. Its address is not whole, since it may be a secret. */
export type AlertTarget = RouteData<'get', '/v1/alert-targets'>[number]
export type AlertTargetKind = AlertTarget['kind']
export type AlertSeverity = AlertTarget['severities'][number]

export type AlertTargetInput = Required<RouteBody<'post', '/v1/alert-targets'>>

export const alertTargetsKey = ['alert-targets'] as const

export const alertTargetsQuery = queryOptions({
  queryKey: alertTargetsKey,
  queryFn: ({ signal }) => ask('GET', '/v1/alert-targets', { signal }),
})

/** A target as it was made: the one answer with the secret that webhooks are signed with. */
export type MadeAlertTarget = RouteData<'post', '/v1/alert-targets'>

/** What came of a test. */
export type AlertTargetTrial = RouteData<'post', '/v1/alert-targets/{id}/test'>

export const addAlertTarget = (target: AlertTargetInput): Promise<MadeAlertTarget> =>
  ask('POST', '/v1/alert-targets', { body: target })
export const changeAlertTarget = (
  id: string,
  change: RouteBody<'patch', '/v1/alert-targets/{id}'>,
): Promise<AlertTarget> => ask('PATCH', '/v1/alert-targets/{id}', { path: { id }, body: change })
export const removeAlertTarget = (id: string): Promise<unknown> =>
  ask('DELETE', '/v1/alert-targets/{id}', { path: { id } })
export const testAlertTarget = (id: string): Promise<AlertTargetTrial> =>
  ask('POST', '/v1/alert-targets/{id}/test', { path: { id } })
