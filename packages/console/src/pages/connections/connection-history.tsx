import { Paper, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { connectionEventsQuery, type ConnectionEvent } from '../../api/connection-checks.ts'
import { DataTable, type Column } from '../../parts/data-table.tsx'
import { Empty } from '../../parts/empty.tsx'
import { formatAgo, formatTime } from '../../parts/format.ts'
import { Loaded } from '../../parts/loaded.tsx'
import { StatusBadge } from '../../parts/status-badge.tsx'

const columns: ReadonlyArray<Column<ConnectionEvent>> = [
  {
    key: 'at',
    title: 'When',
    cell: ({ at }) => (
      <Text size="sm" span title={formatTime(at)}>
        {formatAgo(at)}
      </Text>
    ),
  },
  {
    key: 'kind',
    title: 'What',
    cell: ({ kind, outcome }) => (
      <Stack gap={2} align="flex-start">
        {kind}
        {outcome === 'failed' && <StatusBadge status="failing" />}
      </Stack>
    ),
  },
  {
    key: 'detail',
    title: 'Detail',
    cell: ({ detail, actor }) => (
      <Stack gap={0}>
        <Text size="sm" className="breakable">
          {detail}
        </Text>
        <Text size="xs" c="dimmed" className="breakable">
          by {actor}
        </Text>
      </Stack>
    ),
  },
]

/** The newest of what has become of a connection. */
export function ConnectionHistory({ id }: { readonly id: string }) {
  const query = useQuery(connectionEventsQuery(id))
  return (
    <Paper withBorder p="md" component="section" aria-label="History">
      <Stack gap="md">
        <Title order={2} size="h4">
          History
        </Title>
        <Loaded query={query} empty={<Empty title="Nothing has become of it yet" />}>
          {(events) => (
            <DataTable
              label="History"
              columns={columns}
              rows={events}
              keyOf={({ at, kind, detail }) => `${at} ${kind} ${detail}`}
              minWidth={420}
              maxHeight={420}
            />
          )}
        </Loaded>
      </Stack>
    </Paper>
  )
}
