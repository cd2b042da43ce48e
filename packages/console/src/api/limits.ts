import { queryOptions } from '@tanstack/react-query'
import { polling } from './polling.ts'
import { ask } from './request.ts'

/** One count of a vendor's limit. */
export interface Limit {
  readonly connector: string
  readonly connection: string
  readonly limit: string
  readonly title: string
  readonly unit: string
  readonly kind: 'bucket' | 'window' | 'concurrency'
  readonly per: readonly string[]
  readonly values: Readonly<Record<string, string>>
  readonly capacity: number
  readonly left: number
  readonly refillPerSecond?: number
  readonly window?: string
  readonly timeZone?: string
  /** Seconds. */
  readonly fullIn?: number
  readonly waiting?: number
  readonly pausedUntil?: string | null
  readonly source?: string
  readonly degraded?: boolean
}

export const limitsQuery = (milliseconds: number) =>
  queryOptions({
    queryKey: ['limits'],
    queryFn: ({ signal }) => ask<readonly Limit[]>('GET', '/v1/limits', { signal }),
    refetchInterval: polling(milliseconds),
  })
