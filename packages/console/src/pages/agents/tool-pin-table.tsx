import { Code, Stack, Text } from '@mantine/core'
import type { ToolPin } from '../../api/tool-pins.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { formatAgo, none } from '../../parts/format.ts'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { StatusBadge } from '../../parts/status-badge.tsx'

interface ToolPinTableProps {
  readonly pins: readonly ToolPin[]
  readonly onExamine: (pin: ToolPin) => void
}

/** Those that are held back come first. */
export function ToolPinTable({ pins, onExamine }: ToolPinTableProps) {
  return (
    <DataTable
      label="Tools"
      rows={pins.toSorted((one, other) => Number(other.held) - Number(one.held))}
      keyOf={({ id }) => id}
      minWidth={820}
      columns={[
        {
          key: 'tool',
          title: 'Tool',
          rank: ({ id }) => id,
          cell: ({ id, connector, version, operation }) => (
            <Stack gap={2} align="flex-start">
              <Code>{id}</Code>
              <Text size="xs" c="dimmed">
                {operation} of {connector} {version}
              </Text>
            </Stack>
          ),
        },
        {
          key: 'state',
          title: 'State',
          rank: ({ state }) => state,
          cell: ({ state }) => <StatusBadge status={state} />,
        },
        {
          key: 'offered',
          title: 'Offered to agents',
          rank: ({ held }) => Number(held),
          cell: ({ held }) => (held ? 'no, it waits for approval' : 'yes'),
        },
        {
          key: 'trusted',
          title: 'Trusted',
          cell: ({ trustedAt, approvedBy }) =>
            trustedAt === null
              ? none
              : approvedBy === null
                ? `as first seen, ${formatAgo(trustedAt)}`
                : `by ${approvedBy}, ${formatAgo(trustedAt)}`,
        },
        {
          key: 'act',
          title: 'Act',
          width: 120,
          cell: (pin) =>
            pin.held && (
              <PermittedButton
                permission="operations.write"
                size="compact-sm"
                variant="default"
                aria-label={`Examine ${pin.id}`}
                onClick={() => onExamine(pin)}
              >
                Examine
              </PermittedButton>
            ),
        },
      ]}
    />
  )
}
