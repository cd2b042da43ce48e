import { Anchor, Group, Stack, Text } from '@mantine/core'
import { Link } from 'react-router'
import type { ErrorGroup } from '../../api/error-groups.ts'
import { MiniBars } from '../../parts/charts/mini-bars.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { formatAgo, formatCount, formatTime } from '../../parts/format.ts'
import { StatusBadge } from '../../parts/status-badge.tsx'
import { hourBars, sumOfHours } from './error-hours.ts'
import { sourceWords } from './error-sources.ts'

interface ErrorGroupTableProps {
  readonly label: string
  readonly groups: readonly ErrorGroup[]
}

/** Groups of failures, each with its last day. */
export function ErrorGroupTable({ label, groups }: ErrorGroupTableProps) {
  return (
    <DataTable
      label={label}
      rows={groups}
      keyOf={({ id }) => id}
      minWidth={820}
      columns={[
        { key: 'what', title: 'What', cell: (group) => <What group={group} /> },
        { key: 'state', title: 'State', width: 130, cell: (group) => <State group={group} /> },
        {
          key: 'trend',
          title: 'Last 24 hours',
          width: 170,
          cell: ({ hours }) => (
            <MiniBars
              bars={hourBars(hours)}
              tone="vendor"
              height={26}
              label={`${sumOfHours(hours)} in the last 24 hours`}
            />
          ),
        },
        {
          key: 'count',
          title: 'Count',
          isFigure: true,
          width: 100,
          rank: ({ count }) => count,
          cell: ({ count }) => formatCount(count),
        },
        {
          key: 'last',
          title: 'Last seen',
          width: 140,
          rank: ({ lastSeen }) => lastSeen,
          cell: ({ lastSeen }) => (
            <time dateTime={lastSeen} title={formatTime(lastSeen)}>
              {formatAgo(lastSeen)}
            </time>
          ),
        },
      ]}
    />
  )
}

function State({ group: { state, isRegression } }: { readonly group: ErrorGroup }) {
  return (
    <Group gap={4}>
      <StatusBadge status={state} />
      {isRegression && <StatusBadge status="came back" title="It was resolved before" />}
    </Group>
  )
}

function What({ group: { id, title, source, connector, operation, code } }: { readonly group: ErrorGroup }) {
  return (
    <Stack gap={0}>
      <Anchor
        component={Link}
        to={`/errors/${encodeURIComponent(id)}`}
        size="sm"
        fw={500}
        className="breakable"
      >
        {title}
      </Anchor>
      <Text size="xs" c="dimmed">
        {[connector, operation, code, source === 'call' ? '' : sourceWords[source]]
          .filter((part) => part !== '')
          .join(' · ')}
      </Text>
    </Stack>
  )
}
