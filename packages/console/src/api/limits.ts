import type { RouteData } from '@patchbay/client'
import { queryOptions } from '@tanstack/react-query'
import { polling } from './polling.ts'
import { ask } from './request.ts'

/** One count of a vendor's limit. */
export type Limit = RouteData<'get', '/v1/limits'>[number]

export const limitsQuery = (milliseconds: number) =>
  queryOptions({
    queryKey: ['limits'],
    queryFn: ({ signal }) => ask('GET', '/v1/limits', { signal }),
    refetchInterval: polling(milliseconds),
  })
