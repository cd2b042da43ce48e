import { Group, Stack, Text } from '@mantine/core'
import type { Flag, FlagRule } from '../../api/flags.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { formatAgo, formatTime } from '../../parts/format.ts'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { StatusBadge } from '../../parts/status-badge.tsx'
import { removal, scopeWords, type FlagChange } from './flag-change.ts'

interface FlagRulesProps {
  readonly flag: Flag
  readonly onChange: (change: FlagChange) => void
  readonly onEdit: (rule: FlagRule) => void
}

/** The rules of one flag, in the order in which they are asked. */
export function FlagRules({ flag: { key, rules }, onChange, onEdit }: FlagRulesProps) {
  const permissionOf = ({ id }: FlagRule) => (id.startsWith('*:') ? 'operations.write' : 'flags.write')
  return (
    <DataTable
      label={`Rules of ${key}`}
      rows={rules}
      keyOf={({ id }) => id}
      minWidth={720}
      columns={[
        { key: 'scope', title: 'About', cell: ({ id }) => scopeWords(id) },
        { key: 'value', title: 'Is', cell: (rule) => <Value rule={rule} /> },
        {
          key: 'changed',
          title: 'Changed',
          cell: ({ changedAt, changedBy, note }) => (
            <Stack gap={0}>
              <Text size="sm" title={formatTime(changedAt)}>
                {formatAgo(changedAt)} by {changedBy}
              </Text>
              <Text size="xs" c="dimmed" className="breakable">
                {note}
              </Text>
            </Stack>
          ),
        },
        {
          key: 'act',
          title: 'Act',
          width: 180,
          cell: (rule) => (
            <Group gap={6} wrap="nowrap">
              <PermittedButton
                permission={permissionOf(rule)}
                size="compact-sm"
                variant="default"
                aria-label={`Change the rule ${rule.id} of ${key}`}
                onClick={() => onEdit(rule)}
              >
                Change
              </PermittedButton>
              <PermittedButton
                permission={permissionOf(rule)}
                size="compact-sm"
                variant="default"
                aria-label={`Remove the rule ${rule.id} of ${key}`}
                onClick={() => onChange(removal(key, rule))}
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

function Value({ rule: { value, isKilled, percentage, rolloutBy } }: { readonly rule: FlagRule }) {
  return (
    <Stack gap={2} align="flex-start">
      <StatusBadge status={isKilled ? 'killed' : value ? 'on' : 'off'} />
      {percentage < 100 && (
        <Text size="xs" c="dimmed">
          for {percentage}% of {rolloutBy}s
        </Text>
      )}
    </Stack>
  )
}
