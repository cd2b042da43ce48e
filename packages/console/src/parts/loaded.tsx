import { Skeleton, Stack } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ProblemAlert } from './problem-alert.tsx'

interface LoadedProps<Data> {
  readonly query: UseQueryResult<Data>
  /** Shown instead of the content while there is nothing in it. */
  readonly empty?: ReactNode
  readonly isEmpty?: (data: Data) => boolean
  /** Rows of the placeholder while the first answer is awaited. */
  readonly rows?: number
  readonly children: (data: Data) => ReactNode
}

const hasNothing = (data: unknown): boolean => Array.isArray(data) && data.length === 0

/**
 * What a question was answered with, in each of its states: loading, failed, empty, there. What was there stays while a
 * later question fails, with the failure above it.
 */
export function Loaded<Data>({ query, empty, isEmpty = hasNothing, rows = 3, children }: LoadedProps<Data>) {
  const { data, error, refetch } = query
  if (data === undefined && error === null) return <Placeholder rows={rows} />
  return (
    <Stack gap="md">
      {error !== null && <ProblemAlert error={error} onRetry={refetch} />}
      {data !== undefined && (empty !== undefined && isEmpty(data) ? empty : children(data))}
    </Stack>
  )
}

function Placeholder({ rows }: { readonly rows: number }) {
  return (
    <Stack gap="sm" aria-busy="true" aria-label="Loading">
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={28} />
      ))}
    </Stack>
  )
}
