import { queryOptions } from '@tanstack/react-query'
import { slow } from '../app/queries.ts'
import { polling } from './polling.ts'
import { ask } from './request.ts'

/** Whether the definition of a tool is the one that was trusted. */
export interface ToolPin {
  readonly id: string
  readonly connector: string
  readonly version: string
  readonly operation: string
  readonly state: 'trusted' | 'changed' | 'added' | 'suspicious' | 'unread'
  /** Whether agents are not offered the tool until it is approved. */
  readonly held: boolean
  readonly digest: string
  readonly trustedAt: string | null
  readonly approvedBy: string | null
  readonly suspicions: ReadonlyArray<{ readonly rule: string; readonly pointer: string }>
}

export interface ExaminedToolPin extends ToolPin {
  /** JSON Pointers to where the definitions differ. */
  readonly changes: readonly string[]
  readonly definition: unknown
  readonly trustedDefinition: unknown
}

export const toolPinsKey = ['tool-pins'] as const

const path = (tool: string): string => `/v1/tool-pins/${encodeURIComponent(tool)}`

export const toolPinsQuery = queryOptions({
  queryKey: toolPinsKey,
  queryFn: ({ signal }) => ask<readonly ToolPin[]>('GET', '/v1/tool-pins', { signal }),
  refetchInterval: polling(slow),
})

export const toolPinQuery = (tool: string) =>
  queryOptions({
    queryKey: [...toolPinsKey, tool],
    queryFn: ({ signal }) => ask<ExaminedToolPin>('GET', path(tool), { signal }),
  })

/** The digest says which definition was looked at. */
export const approveTool = (tool: string, digest: string): Promise<ToolPin> =>
  ask('POST', `${path(tool)}/approve`, { body: { digest } })
