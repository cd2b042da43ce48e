import { Code, Group, Stack, Text } from '@mantine/core'
import type { ApiKey } from '../../api/keys.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { formatAgo, formatTime } from '../../parts/format.ts'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { StatusBadge } from '../../parts/status-badge.tsx'
import { restrictionWords } from './restriction-words.ts'

interface KeyTableProps {
  readonly keys: readonly ApiKey[]
  readonly onRotate: (key: ApiKey) => void
  readonly onRevoke: (key: ApiKey) => void
}

/** The keys of the tenant, also those that are no longer valid: the audit names them. */
export function KeyTable({ keys, onRotate, onRevoke }: KeyTableProps) {
  return (
    <DataTable
      label="API keys"
      rows={keys}
      keyOf={({ id }) => id}
      minWidth={960}
      columns={[
        { key: 'name', title: 'Key', rank: ({ name }) => name, cell: (key) => <Name apiKey={key} /> },
        { key: 'state', title: 'State', rank: ({ state }) => state, cell: (key) => <State apiKey={key} /> },
        {
          key: 'may',
          title: 'May',
          rank: ({ role }) => role,
          cell: (key) => (
            <Stack gap={0}>
              <Text size="sm">{key.environment === 'test' ? `${key.role}, of emulators` : key.role}</Text>
              <Text size="xs" c="dimmed" className="breakable">
                {restrictionWords(key)}
              </Text>
            </Stack>
          ),
        },
        { key: 'used', title: 'Last used', cell: ({ lastUsedAt }) => <Ago at={lastUsedAt} none="never" /> },
        { key: 'made', title: 'Created', cell: ({ createdAt }) => <Ago at={createdAt} none="" /> },
        {
          key: 'act',
          title: 'Act',
          width: 190,
          cell: (key) =>
            key.state === 'revoked' ? null : (
              <Group gap={6} wrap="nowrap">
                {key.state === 'active' && (
                  <PermittedButton
                    permission="keys.write"
                    size="compact-sm"
                    variant="default"
                    aria-label={`Rotate ${key.name}`}
                    onClick={() => onRotate(key)}
                  >
                    Rotate
                  </PermittedButton>
                )}
                <PermittedButton
                  permission="keys.write"
                  size="compact-sm"
                  variant="default"
                  aria-label={`Revoke ${key.name}`}
                  onClick={() => onRevoke(key)}
                >
                  Revoke
                </PermittedButton>
              </Group>
            ),
        },
      ]}
    />
  )
}

function Name({ apiKey: { name, hint } }: { readonly apiKey: ApiKey }) {
  return (
    <Stack gap={2} align="flex-start">
      <Text size="sm" fw={500} className="breakable">
        {name}
      </Text>
      <Code>{hint}…</Code>
    </Stack>
  )
}

function State({ apiKey: { state, expiresAt } }: { readonly apiKey: ApiKey }) {
  return (
    <Stack gap={2} align="flex-start">
      <StatusBadge status={state} />
      {state === 'active' && expiresAt !== null && (
        <Text size="xs" c="dimmed" title={formatTime(expiresAt)}>
          ends {formatAgo(expiresAt)}
        </Text>
      )}
    </Stack>
  )
}

function Ago({ at, none }: { readonly at: string | null; readonly none: string }) {
  if (at === null) {
    return (
      <Text size="sm" c="dimmed">
        {none}
      </Text>
    )
  }
  return (
    <Text size="sm" component="time" dateTime={at} title={formatTime(at)}>
      {formatAgo(at)}
    </Text>
  )
}
