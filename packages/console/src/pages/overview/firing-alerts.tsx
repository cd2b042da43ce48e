import { Alert, Anchor, Group, Stack, Text } from '@mantine/core'
import { IconBellRinging } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { firingAlertsQuery } from '../../api/alerts.ts'
import { formatAgo } from '../../parts/format.ts'
import { ProblemAlert } from '../../parts/problem-alert.tsx'
import { useMay } from '../../session/session-context.ts'

/** What somebody should look at now. Nothing stands here while all is well. */
export function FiringAlerts() {
  const { data = [], error } = useQuery({ ...firingAlertsQuery, enabled: useMay('operations.read') })
  if (error !== null && data.length === 0)
    return <ProblemAlert error={error} title="Alerts cannot be shown" />
  if (data.length === 0) return null
  return (
    <Alert
      color="red"
      variant="light"
      icon={<IconBellRinging aria-hidden />}
      title={data.length === 1 ? 'One alert is firing' : `${data.length} alerts are firing`}
      role="status"
    >
      <Stack gap={6}>
        {data.slice(0, 5).map(({ id, summary, severity, startedAt, acknowledged, silencedBy }) => (
          <Group key={id} justify="space-between" gap="xs">
            <Text size="sm">{summary}</Text>
            <Text size="xs" c="dimmed">
              {severity}, {formatAgo(startedAt)}
              {acknowledged !== null && ', acknowledged'}
              {silencedBy !== null && ', silenced'}
            </Text>
          </Group>
        ))}
        <Anchor component={Link} to="/alerts" size="sm" c="inherit" underline="always">
          See all alerts
        </Anchor>
      </Stack>
    </Alert>
  )
}
