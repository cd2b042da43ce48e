import { Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { connectionEventsQuery, lastCheckIn } from '../../api/connection-checks.ts'
import type { Connection } from '../../api/connections.ts'
import { formatAgo, formatTime, none } from '../../parts/format.ts'
import { StatusBadge } from '../../parts/status-badge.tsx'

/** How the last check went, of which there is a record for what is stored alone. */
export function LastCheck({ connection: { id, managed } }: { readonly connection: Connection }) {
  const { data, error } = useQuery({ ...connectionEventsQuery(id), enabled: managed === 'api' })
  if (managed !== 'api') {
    return (
      <Text size="sm" c="dimmed" span>
        Not recorded
      </Text>
    )
  }
  if (error !== null) return none
  const check = data === undefined ? undefined : lastCheckIn(data)
  if (check === undefined) {
    return (
      <Text size="sm" c="dimmed" span>
        {data === undefined ? none : 'Never'}
      </Text>
    )
  }
  return (
    <Group gap={6} wrap="nowrap" title={check.detail}>
      <StatusBadge status={check.outcome === 'ok' ? 'works' : 'failing'} />
      <Text size="xs" c="dimmed" span title={formatTime(check.at)}>
        {formatAgo(check.at)}
      </Text>
    </Group>
  )
}
