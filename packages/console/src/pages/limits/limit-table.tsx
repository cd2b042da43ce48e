import { Group, Stack, Text } from '@mantine/core'
import type { Limit } from '../../api/limits.ts'
import { FillBar } from '../../parts/charts/fill-bar.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { formatCount, formatTime } from '../../parts/format.ts'
import { StatusBadge } from '../../parts/status-badge.tsx'
import { shareLeft } from '../overview/overview-figures.ts'
import { describeLimit, describeRefill, limitKey } from './limit-words.ts'

/** Every count of the limits of one connector. */
export function LimitTable({ label, limits }: { readonly label: string; readonly limits: readonly Limit[] }) {
  return (
    <DataTable
      label={label}
      rows={limits}
      keyOf={limitKey}
      minWidth={980}
      columns={[
        { key: 'limit', title: 'Limit', rank: ({ title }) => title, cell: (limit) => <Name limit={limit} /> },
        {
          key: 'left',
          title: 'Left',
          width: 210,
          rank: shareLeft,
          cell: (limit) => <Left limit={limit} />,
        },
        { key: 'refill', title: 'Comes back', width: 230, cell: describeRefill },
        {
          key: 'waiting',
          title: 'Waiting',
          isFigure: true,
          width: 110,
          rank: ({ waiting }) => waiting ?? 0,
          cell: ({ waiting = 0 }) => formatCount(waiting),
        },
        {
          key: 'connection',
          title: 'Connection',
          width: 200,
          rank: ({ connection }) => connection,
          cell: ({ connection }) => connection,
        },
      ]}
    />
  )
}

function Name({ limit }: { readonly limit: Limit }) {
  return (
    <Stack gap={2}>
      <Group gap={6}>
        <Text size="sm" fw={500}>
          {limit.title}
        </Text>
        {limit.degraded === true && (
          <StatusBadge
            status="own share"
            title="The shared state is away: this is the share of this instance"
          />
        )}
      </Group>
      <Text size="xs" c="dimmed" className="breakable">
        {describeLimit(limit)}
      </Text>
    </Stack>
  )
}

function Left({ limit }: { readonly limit: Limit }) {
  const { left, capacity, unit, title, pausedUntil } = limit
  const words = `${formatCount(left)} of ${formatCount(capacity)} ${unit}`
  return (
    <Stack gap={4}>
      <FillBar left={shareLeft(limit)} label={`${title}: ${words} left`} />
      <Text size="xs" className="figure">
        {words}
      </Text>
      {pausedUntil !== null && pausedUntil !== undefined && (
        <Text size="xs" c="orange">
          The vendor asks for nothing until {formatTime(pausedUntil)}
        </Text>
      )}
    </Stack>
  )
}
