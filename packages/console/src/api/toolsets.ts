import { queryOptions } from '@tanstack/react-query'
import type { Effect } from './connectors.ts'
import { ask } from './request.ts'

/** A bundle of operations that a key can be held to. */
export interface Toolset {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly patterns: readonly string[]
  readonly effects?: readonly Effect[]
  readonly kind: 'custom' | 'built-in'
  /** How many loaded operations are in it. */
  readonly tools: number
  /** Patterns that no loaded operation has. */
  readonly unmatched: readonly string[]
  readonly version?: number
}

/** One with what is in it, as `connector/operation`. */
export interface WholeToolset extends Toolset {
  readonly operations: readonly string[]
}

export interface ToolsetSetting {
  readonly title: string
  readonly description: string
  readonly patterns: readonly string[]
  readonly effects?: readonly Effect[]
}

export const toolsetsKey = ['toolsets'] as const

const path = (name: string): string => `/v1/toolsets/${encodeURIComponent(name)}`

export const toolsetsQuery = queryOptions({
  queryKey: toolsetsKey,
  queryFn: ({ signal }) => ask<readonly Toolset[]>('GET', '/v1/toolsets', { signal }),
})

export const toolsetQuery = (name: string) =>
  queryOptions({
    queryKey: [...toolsetsKey, name],
    queryFn: ({ signal }) => ask<WholeToolset>('GET', path(name), { signal }),
  })

/** Refused where there is one of that name: what somebody else has written is not written over. */
export const addToolset = (name: string, setting: ToolsetSetting): Promise<unknown> =>
  ask('PUT', path(name), { body: setting })
/** Refused where it is no longer the one that was seen. */
export const changeToolset = (name: string, setting: ToolsetSetting, version: number): Promise<unknown> =>
  ask('PUT', path(name), { body: setting, headers: { 'if-match': `"${version}"` } })
export const removeToolset = (name: string, version: number): Promise<unknown> =>
  ask('DELETE', path(name), { headers: { 'if-match': `"${version}"` } })
