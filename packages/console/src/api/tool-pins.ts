import type { RouteData } from '@patchbay/client'
import { queryOptions } from '@tanstack/react-query'
import { slow } from '../app/queries.ts'
import { polling } from './polling.ts'
import { ask } from './request.ts'

/** Whether the definition of a tool is the one that was trusted. */
export type ToolPin = RouteData<'get', '/v1/tool-pins'>[number]

/** With both definitions, and JSON Pointers to where they differ. */
export type ExaminedToolPin = RouteData<'get', '/v1/tool-pins/{tool}'>

export const toolPinsKey = ['tool-pins'] as const

export const toolPinsQuery = queryOptions({
  queryKey: toolPinsKey,
  queryFn: ({ signal }) => ask('GET', '/v1/tool-pins', { signal }),
  refetchInterval: polling(slow),
})

export const toolPinQuery = (tool: string) =>
  queryOptions({
    queryKey: [...toolPinsKey, tool],
    queryFn: ({ signal }) => ask('GET', '/v1/tool-pins/{tool}', { path: { tool }, signal }),
  })

/** The digest says which definition was looked at. */
export const approveTool = (tool: string, digest: string): Promise<ToolPin> =>
  ask('POST', '/v1/tool-pins/{tool}/approve', { path: { tool }, body: { digest } })
