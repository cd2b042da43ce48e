import { Anchor, Divider, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { Link } from 'react-router'
import type { ConnectorHealth } from '../../api/connector-health.ts'
import type { Limit } from '../../api/limits.ts'
import type { Objective } from '../../api/objectives.ts'
import type { Statistics } from '../../api/statistics.ts'
import { formatAgo } from '../../parts/format.ts'
import { StatusBadge } from '../../parts/status-badge.tsx'
import { CardGauges } from './card-gauges.tsx'
import { CardReasons } from './card-reasons.tsx'
import { CardTraffic } from './card-traffic.tsx'

interface ConnectorCardProps {
  readonly health: ConnectorHealth
  /** Of all connectors; undefined while they are not known. */
  readonly statistics: Statistics | undefined
  readonly objectives: readonly Objective[]
  readonly limits: readonly Limit[]
}

/** All that is to be known of one connector, at one glance. */
export function ConnectorCard({ health, statistics, objectives, limits }: ConnectorCardProps) {
  const { connector, title, version, stability, status, since, reasons, connections } = health
  const facts = [
    ...(version === null ? [] : [`v${version}`]),
    ...(stability === null ? [] : [stability]),
    connectionsOf(connections),
  ]
  return (
    <Paper withBorder p="md" component="article" aria-label={title}>
      <Stack gap="sm" h="100%">
        <Group justify="space-between" align="flex-start" wrap="nowrap">
          <div>
            <Title order={3} size="md">
              <Anchor component={Link} to={`/metrics/${connector}`} c="inherit" inherit>
                {title}
              </Anchor>
            </Title>
            <Text size="xs" c="dimmed">
              {facts.join(' · ')}
            </Text>
          </div>
          <Stack gap={2} align="flex-end" flex="none">
            <StatusBadge status={status} />
            <Text size="xs" c="dimmed">
              {since === null ? '' : `since ${formatAgo(since)}`}
            </Text>
          </Stack>
        </Group>
        {reasons.length > 0 && <CardReasons reasons={reasons} />}
        <CardTraffic statistics={statistics} connector={connector} />
        <Divider mt="auto" />
        <CardGauges health={health} objectives={objectives} limits={limits} />
      </Stack>
    </Paper>
  )
}

function connectionsOf({ total, failing }: ConnectorHealth['connections']): string {
  const count = `${total} ${total === 1 ? 'connection' : 'connections'}`
  return failing === 0 ? count : `${count}, ${failing} failing`
}
