import { Stack, Text } from '@mantine/core'
import type { Flag, FlagRule } from '../../api/flags.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { formatAgo, formatTime } from '../../parts/format.ts'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { StatusBadge } from '../../parts/status-badge.tsx'
import { removal, scopeWords, type FlagChange } from './flag-change.ts'

interface FlagRulesProps {
  readonly flag: Flag
  readonly onChange: (change: FlagChange) => void
}

/** The rules of one flag, in the order in which they are asked. */
export function FlagRules({ flag: { key, rules }, onChange }: FlagRulesProps) {
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
          width: 110,
          cell: (rule) => (
            <PermittedButton
              permission={rule.id.startsWith('*:') ? 'operations.write' : 'flags.write'}
              size="compact-sm"
              variant="default"
              aria-label={`Remove the rule ${rule.id} of ${key}`}
              onClick={() => onChange(removal(key, rule))}
            >
              Remove
            </PermittedButton>
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
