import { Group, Stack, Text } from '@mantine/core'
import type { AlertTarget } from '../../api/alert-targets.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { formatAgo, formatTime } from '../../parts/format.ts'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { TestAlertTarget } from './test-alert-target.tsx'

interface AlertTargetTableProps {
  readonly targets: readonly AlertTarget[]
  readonly onEdit: (target: AlertTarget) => void
  readonly onRemove: (target: AlertTarget) => void
}

/** Who is told, of what, and whether the last message reached him. */
export function AlertTargetTable({ targets, onEdit, onRemove }: AlertTargetTableProps) {
  return (
    <DataTable
      label="Alert targets"
      rows={targets}
      keyOf={({ id }) => id}
      minWidth={900}
      columns={[
        {
          key: 'name',
          title: 'Target',
          rank: ({ name }) => name,
          cell: (target) => <Name target={target} />,
        },
        {
          key: 'of',
          title: 'Told of',
          cell: ({ severities, connectors }) => (
            <Stack gap={0}>
              <Text size="sm">{severities.map((one) => `${one}s`).join(' and ')}</Text>
              <Text size="xs" c="dimmed">
                {connectors === null ? 'of everything' : `of ${connectors.join(', ')}`}
              </Text>
            </Stack>
          ),
        },
        { key: 'last', title: 'Last message', cell: (target) => <LastDelivery target={target} /> },
        {
          key: 'act',
          title: 'Act',
          width: 240,
          cell: (target) => (
            <Group gap={6} wrap="nowrap">
              <TestAlertTarget target={target} />
              <PermittedButton
                permission="alerts.write"
                size="compact-sm"
                variant="default"
                aria-label={`Change ${target.name}`}
                onClick={() => onEdit(target)}
              >
                Change
              </PermittedButton>
              <PermittedButton
                permission="alerts.write"
                size="compact-sm"
                variant="default"
                aria-label={`Remove ${target.name}`}
                onClick={() => onRemove(target)}
              >
                Remove
              </PermittedButton>
            </Group>
          ),
        },
      ]}
    />
  )
}

function Name({ target: { name, kind, address } }: { readonly target: AlertTarget }) {
  return (
    <Stack gap={0}>
      <Text size="sm" fw={500}>
        {name}
      </Text>
      <Text size="xs" c="dimmed" className="breakable">
        {kind} · {address}
      </Text>
    </Stack>
  )
}

function LastDelivery({ target: { lastDelivery } }: { readonly target: AlertTarget }) {
  if (lastDelivery === null) {
    return (
      <Text size="sm" c="dimmed">
        none yet
      </Text>
    )
  }
  const { at, outcome } = lastDelivery
  return (
    <Stack gap={0}>
      <Text size="sm" className="breakable" {...(outcome.startsWith('failed') ? { c: 'red' } : {})}>
        {outcome}
      </Text>
      <Text size="xs" c="dimmed">
        <time dateTime={at} title={formatTime(at)}>
          {formatAgo(at)}
        </time>
      </Text>
    </Stack>
  )
}
