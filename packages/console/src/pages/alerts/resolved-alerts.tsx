import { Stack, Title } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { resolvedAlertsQuery } from '../../api/alerts.ts'
import { Empty } from '../../parts/empty.tsx'
import { Paged } from '../../parts/paged.tsx'
import { AlertTable } from './alert-table.tsx'

/** What went wrong before. */
export function ResolvedAlerts() {
  const query = useInfiniteQuery(resolvedAlertsQuery)
  return (
    <Stack gap="sm" component="section" aria-label="Resolved">
      <Title order={2} size="h4">
        Resolved
      </Title>
      <Paged
        query={query}
        rows={3}
        empty={<Empty title="Nothing yet">Alerts stay here after they have ended.</Empty>}
      >
        {(alerts) => <AlertTable label="Resolved alerts" alerts={alerts} />}
      </Paged>
    </Stack>
  )
}
