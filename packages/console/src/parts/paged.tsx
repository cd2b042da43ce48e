import { Button, Group } from '@mantine/core'
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Answer } from '../api/request.ts'
import { Loaded } from './loaded.tsx'

type Pages<Row> = InfiniteData<Answer<readonly Row[]>>

interface PagedProps<Row> {
  readonly query: UseInfiniteQueryResult<Pages<Row>>
  readonly empty: ReactNode
  readonly children: (rows: readonly Row[]) => ReactNode
}

/** As `Loaded`, for a list that comes in pages: the next one is asked for below those that are there. */
export function Paged<Row>({ query, empty, children }: PagedProps<Row>) {
  return (
    <Loaded
      query={query}
      rows={6}
      isEmpty={({ pages }) => pages.every(({ data }) => data.length === 0)}
      empty={empty}
    >
      {({ pages }) => (
        <>
          {children(pages.flatMap(({ data }) => data))}
          {query.hasNextPage && (
            <Group justify="center">
              <Button
                variant="default"
                loading={query.isFetchingNextPage}
                onClick={() => void query.fetchNextPage()}
              >
                Show more
              </Button>
            </Group>
          )}
        </>
      )}
    </Loaded>
  )
}
