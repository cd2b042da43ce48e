import { Anchor, Group, Stack, Text } from '@mantine/core'
import { Link } from 'react-router'
import type { ConnectorHealth } from '../../api/connector-health.ts'
import type { Limit } from '../../api/limits.ts'
import type { Objective } from '../../api/objectives.ts'
import { FillBar } from '../../parts/charts/fill-bar.tsx'
import { formatCount, formatShare, none } from '../../parts/format.ts'
import { StatusBadge } from '../../parts/status-badge.tsx'
import { shareLeft, tightestLimit, tightestObjective } from './overview-figures.ts'

interface CardGaugesProps {
  readonly health: ConnectorHealth
  readonly objectives: readonly Objective[]
  readonly limits: readonly Limit[]
}

/** What runs out: of each kind the one that is nearest to its end. */
export function CardGauges({ health, objectives, limits }: CardGaugesProps) {
  const objective = tightestObjective(objectives)
  const limit = tightestLimit(limits)
  return (
    <Stack gap={8}>
      <Gauge
        to={`/alerts?view=objectives&connector=${health.connector}`}
        label={objective === undefined ? 'Error budget' : `Error budget, ${objective.kind}`}
        left={objective?.budget.left ?? null}
        value={formatShare(objective?.budget.left)}
      />
      <Gauge
        to={`/limits?connector=${health.connector}`}
        label={limit === undefined ? 'Limits' : limit.title}
        left={limit === undefined ? null : shareLeft(limit)}
        value={
          limit === undefined
            ? none
            : `${formatCount(Math.max(0, limit.left))} of ${formatCount(limit.capacity)}`
        }
      />
      <Group justify="space-between" gap="xs" wrap="nowrap" mih={22}>
        <Anchor component={Link} to="/breakers" size="xs" c="dimmed">
          {health.origins.length === 1 ? 'Breaker' : 'Breakers'}
        </Anchor>
        <BreakerStates origins={health.origins} />
      </Group>
    </Stack>
  )
}

interface GaugeProps {
  readonly to: string
  readonly label: string
  readonly left: number | null
  readonly value: string
}

function Gauge({ to, label, left, value }: GaugeProps) {
  return (
    <div>
      <Group justify="space-between" gap="xs" wrap="nowrap" mb={3}>
        <Anchor component={Link} to={to} size="xs" c="dimmed" truncate>
          {label}
        </Anchor>
        <Text size="xs" fw={600} className="figure" flex="none">
          {left === null ? none : value}
        </Text>
      </Group>
      <FillBar
        left={left ?? 0}
        label={left === null ? `${label}: not known` : `${label}: ${value} left`}
        size={6}
      />
    </div>
  )
}

function BreakerStates({ origins }: { readonly origins: ConnectorHealth['origins'] }) {
  const moved = origins.filter(({ breaker }) => breaker !== 'closed')
  if (origins.length === 0) return <Text size="xs">{none}</Text>
  if (moved.length === 0) return <StatusBadge status="closed" />
  return (
    <Group gap={4} justify="flex-end">
      {moved.map(({ origin, breaker }) => (
        <StatusBadge key={origin} status={breaker} title={origin} />
      ))}
    </Group>
  )
}
