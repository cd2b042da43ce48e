import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Answer } from '../api/request.ts'
import { Loaded } from './loaded.tsx'
import { NextPage } from './next-page.tsx'

type Pages<Row> = InfiniteData<Answer<readonly Row[]>>

interface PagedProps<Row> {
  readonly query: UseInfiniteQueryResult<Pages<Row>>
  readonly empty: ReactNode
  /** Rows of the placeholder while the first answer is awaited. Default: 6. */
  readonly rows?: number
  readonly children: (rows: readonly Row[]) => ReactNode
}

/** As `Loaded`, for a list that comes in pages: the next one is asked for below those that are there. */
export function Paged<Row>({ query, empty, rows = 6, children }: PagedProps<Row>) {
  return (
    <Loaded
      query={query}
      rows={rows}
      isEmpty={({ pages }) => pages.every(({ data }) => data.length === 0)}
      empty={empty}
    >
      {({ pages }) => (
        <>
          {children(pages.flatMap(({ data }) => data))}
          <NextPage query={query} />
        </>
      )}
    </Loaded>
  )
}
