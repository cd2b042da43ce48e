import { useInfiniteQuery } from '@tanstack/react-query'
import { errorGroupsQuery } from '../../api/error-groups.ts'
import { Empty } from '../../parts/empty.tsx'
import { Page } from '../../parts/page.tsx'
import { Paged } from '../../parts/paged.tsx'
import { Permitted } from '../../parts/permitted.tsx'
import { ErrorFilter } from './error-filter.tsx'
import { ErrorGroupTable } from './error-group-table.tsx'
import { useErrorFilter } from './use-error-filter.ts'

export function Component() {
  return (
    <Page
      title="Errors"
      about="What goes wrong, in calls and beside them, gathered by what it is and where. Mute what you know of; resolve what is mended, and it comes back if it happens again."
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
      <Paged
        query={query}
        rows={8}
        empty={
          <Empty title={filter.state === undefined ? 'No errors' : `No ${filter.state} errors`}>
            {isNarrow
              ? 'None that the filters let through.'
              : 'What goes wrong is gathered here as it happens.'}
          </Empty>
        }
      >
        {(rows) => <ErrorGroupTable label="Errors" groups={rows} />}
      </Paged>
    </>
  )
}
