import { Button, Group } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { errorGroupsQuery } from '../../api/error-groups.ts'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Page } from '../../parts/page.tsx'
import { Permitted } from '../../parts/permitted.tsx'
import { ErrorFilter } from './error-filter.tsx'
import { ErrorGroupTable } from './error-group-table.tsx'
import { useErrorFilter } from './use-error-filter.ts'

export function Component() {
  return (
    <Page
      title="Errors"
      about="Failures of calls, gathered by what went wrong where. Mute what you know of; resolve what is mended, and it comes back if it happens again."
    >
      <Permitted permission="operations.read" what="Errors">
        <Errors />
      </Permitted>
    </Page>
  )
}

function Errors() {
  const [filter, setFilter] = useErrorFilter()
  const query = useInfiniteQuery(errorGroupsQuery(filter))
  const groups = query.data?.pages.flatMap(({ data }) => data) ?? []
  const isNarrow = filter.connector !== undefined || filter.code !== undefined
  return (
    <>
      <ErrorFilter filter={filter} onChange={setFilter} groups={groups} />
      <Loaded
        query={query}
        rows={8}
        isEmpty={({ pages }) => pages.every(({ data }) => data.length === 0)}
        empty={
          <Empty title={filter.state === undefined ? 'No errors' : `No ${filter.state} errors`}>
            {isNarrow
              ? 'None that the filters let through.'
              : 'Failures of calls are gathered here as they happen.'}
          </Empty>
        }
      >
        {() => (
          <>
            <ErrorGroupTable label="Errors" groups={groups} />
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
    </>
  )
}
