import type { RouteBody, RouteData } from '@patchbay/client'
import { queryOptions } from '@tanstack/react-query'
import { ask, ifMatch } from './request.ts'

export type Flag = RouteData<'get', '/v1/flags'>[number]

/** Its id is `tenant:connector:operation`, each of them or `*`. */
export type FlagRule = Flag['rules'][number]

export const flagsKey = ['flags'] as const

export const flagsQuery = queryOptions({
  queryKey: flagsKey,
  queryFn: ({ signal }) => ask('GET', '/v1/flags', { signal }),
})

/** What a rule says. What is left out is as it commonly is: for everybody, and no kill switch. */
export type FlagSetting = RouteBody<'put', '/v1/flags/{flag}/rules/{rule}'>

/** Adds a rule, or changes the one that was seen. */
export const setFlagRule = (
  flag: Flag['key'],
  rule: string,
  setting: FlagSetting,
  version: number | undefined,
): Promise<FlagRule> =>
  ask('PUT', '/v1/flags/{flag}/rules/{rule}', { path: { flag, rule }, body: setting, ...ifMatch(version) })
export const removeFlagRule = (flag: Flag['key'], rule: string, version: number): Promise<unknown> =>
  ask('DELETE', '/v1/flags/{flag}/rules/{rule}', { path: { flag, rule }, ...ifMatch(version) })
