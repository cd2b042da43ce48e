import type { RouteBody, RouteData } from '@patchbay/client'
import { queryOptions } from '@tanstack/react-query'
import { ask, ifMatch } from './request.ts'

/** A bundle of operations that a key can be held to. */
export type Toolset = RouteData<'get', '/v1/toolsets'>[number]

/** One with what is in it, as `connector/operation`. */
export type WholeToolset = RouteData<'get', '/v1/toolsets/{name}'>

export type ToolsetSetting = RouteBody<'put', '/v1/toolsets/{name}'>

export const toolsetsKey = ['toolsets'] as const

export const toolsetsQuery = queryOptions({
  queryKey: toolsetsKey,
  queryFn: ({ signal }) => ask('GET', '/v1/toolsets', { signal }),
})

export const toolsetQuery = (name: string) =>
  queryOptions({
    queryKey: [...toolsetsKey, name],
    queryFn: ({ signal }) => ask('GET', '/v1/toolsets/{name}', { path: { name }, signal }),
  })

/** Refused where there is one of that name: what somebody else has written is not written over. */
export const addToolset = (name: string, setting: ToolsetSetting): Promise<unknown> =>
  ask('PUT', '/v1/toolsets/{name}', { path: { name }, body: setting })
/** Refused where it is no longer the one that was seen. */
export const changeToolset = (name: string, setting: ToolsetSetting, version: number): Promise<unknown> =>
  ask('PUT', '/v1/toolsets/{name}', { path: { name }, body: setting, ...ifMatch(version) })
export const removeToolset = (name: string, version: number): Promise<unknown> =>
  ask('DELETE', '/v1/toolsets/{name}', { path: { name }, ...ifMatch(version) })
