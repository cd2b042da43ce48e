import { queryOptions } from '@tanstack/react-query'
import { ask } from './request.ts'

export interface FlagRule {
  /** `tenant:connector:operation`, each of them or `*`. */
  readonly id: string
  readonly value: boolean
  readonly percentage: number
  readonly rolloutBy: 'tenant' | 'principal'
  readonly isKilled: boolean
  readonly note: string
  readonly version: number
  readonly changedBy: string
  readonly changedAt: string
}

export interface Flag {
  readonly key: string
  readonly description: string
  readonly default: boolean
  /** What it is for the tenant where nothing narrower is asked. */
  readonly value: boolean
  /** In the order in which they are asked. */
  readonly rules: readonly FlagRule[]
}

export const flagsKey = ['flags'] as const

export const flagsQuery = queryOptions({
  queryKey: flagsKey,
  queryFn: ({ signal }) => ask<readonly Flag[]>('GET', '/v1/flags', { signal }),
})

const path = (flag: string, rule: string): string =>
  `/v1/flags/${encodeURIComponent(flag)}/rules/${encodeURIComponent(rule)}`
const ifMatch = (version: number) => ({ 'if-match': `"${version}"` })

/** What a rule says. What is left out is as it commonly is: for everybody, and no kill switch. */
export interface FlagSetting extends Pick<FlagRule, 'value' | 'note'> {
  readonly percentage?: number
  readonly rolloutBy?: FlagRule['rolloutBy']
  readonly isKilled?: boolean
}

/** Adds a rule, or changes the one that was seen. */
export const setFlagRule = (
  flag: string,
  rule: string,
  setting: FlagSetting,
  version: number | undefined,
): Promise<FlagRule> =>
  ask('PUT', path(flag, rule), {
    body: setting,
    ...(version === undefined ? {} : { headers: ifMatch(version) }),
  })
export const removeFlagRule = (flag: string, rule: string, version: number): Promise<unknown> =>
  ask('DELETE', path(flag, rule), { headers: ifMatch(version) })
