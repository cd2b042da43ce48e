import { Button, Code, Stack, Text } from '@mantine/core'
import type { AuditEntry } from '../../api/audit.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { formatAgo, formatTime, none } from '../../parts/format.ts'
import { StatusBadge } from '../../parts/status-badge.tsx'

interface AuditTableProps {
  readonly entries: readonly AuditEntry[]
  readonly onShow: (entry: AuditEntry) => void
}

/** Who did what, the newest first. */
export function AuditTable({ entries, onShow }: AuditTableProps) {
  return (
    <DataTable
      label="Audit entries"
      rows={entries}
      keyOf={({ id }) => id}
      minWidth={960}
      columns={[
        {
          key: 'time',
          title: 'When',
          cell: ({ time }) => (
            <Stack gap={0}>
              <Text size="sm">{formatAgo(time)}</Text>
              <Text size="xs" c="dimmed" component="time" dateTime={time}>
                {formatTime(time)}
              </Text>
            </Stack>
          ),
        },
        {
          key: 'actor',
          title: 'Who',
          cell: ({ actor, actorKind }) => (
            <Stack gap={0}>
              <Text size="sm" className="breakable">
                {actor}
              </Text>
              <Text size="xs" c="dimmed">
                {actorKind}
              </Text>
            </Stack>
          ),
        },
        { key: 'action', title: 'Action', cell: ({ action }) => <Code>{action}</Code> },
        {
          key: 'target',
          title: 'Done to',
          cell: ({ target }) => <span className="breakable">{target ?? none}</span>,
        },
        { key: 'outcome', title: 'Outcome', cell: ({ outcome }) => <StatusBadge status={outcome} /> },
        {
          key: 'act',
          title: 'Details',
          width: 100,
          cell: (entry) => (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`Show entry ${entry.sequence}`}
              onClick={() => onShow(entry)}
            >
              Show
            </Button>
          ),
        },
      ]}
    />
  )
}
