import { Button, Group, Stack, Title } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { resolvedAlertsQuery } from '../../api/alerts.ts'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { AlertTable } from './alert-table.tsx'

/** What went wrong before. */
export function ResolvedAlerts() {
  const query = useInfiniteQuery(resolvedAlertsQuery)
  return (
    <Stack gap="sm" component="section" aria-label="Resolved">
      <Title order={2} size="h4">
        Resolved
      </Title>
      <Loaded
        query={query}
        isEmpty={({ pages }) => pages.every(({ data }) => data.length === 0)}
        empty={<Empty title="Nothing yet">Alerts stay here after they have ended.</Empty>}
      >
        {({ pages }) => <AlertTable label="Resolved alerts" alerts={pages.flatMap(({ data }) => data)} />}
      </Loaded>
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
    </Stack>
  )
}
