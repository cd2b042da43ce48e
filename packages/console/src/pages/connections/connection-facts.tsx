import { Alert, Group, Paper, Stack, Text, Title } from '@mantine/core'
import type { Connection } from '../../api/connections.ts'
import { Facts } from '../../parts/facts.tsx'
import { formatAgo, formatTime } from '../../parts/format.ts'
import { StatusBadge } from '../../parts/status-badge.tsx'
import { stateWord, whyFixed } from './connection-words.ts'

const ago = (at: string | undefined) =>
  at === undefined ? undefined : <span title={formatTime(at)}>{formatAgo(at)}</span>

/** What a connection is, and what has to be done about it. */
export function ConnectionFacts({ connection }: { readonly connection: Connection }) {
  const { connector, auth, source, state, stateReason, origins, grantedScopes, createdAt, updatedAt } =
    connection
  const fixed = whyFixed(connection)
  return (
    <Paper withBorder p="md" component="section" aria-label="Facts">
      <Stack gap="md">
        <Group gap="xs">
          <Title order={2} size="h4">
            Facts
          </Title>
          <StatusBadge status={stateWord(state)} />
          <StatusBadge status={source} />
        </Group>
        {state !== 'active' && (
          <Alert
            color={state === 'reauthorize' ? 'orange' : 'gray'}
            title={state === 'reauthorize' ? 'It needs access at the vendor' : 'It is paused'}
          >
            {stateReason !== '' && <Text size="sm">{stateReason}</Text>}
            <Text size="sm">
              {state === 'reauthorize'
                ? 'Authorize it or enter other credentials, under Settings; then check it.'
                : 'Calls over it are refused until it is resumed.'}
            </Text>
          </Alert>
        )}
        {fixed !== undefined && (
          <Text size="sm" c="dimmed">
            {fixed}
          </Text>
        )}
        <Facts
          facts={[
            { label: 'Connector', value: connector },
            { label: 'Authentication', value: auth },
            {
              label: 'Addresses',
              value:
                Object.keys(origins).length === 0 ? undefined : (
                  <Stack gap={2}>
                    {Object.entries(origins).map(([name, address]) => (
                      <span key={name}>
                        {name}: {address}
                      </span>
                    ))}
                  </Stack>
                ),
            },
            { label: 'Granted scopes', value: grantedScopes?.join(' ') },
            { label: 'Created', value: ago(createdAt) },
            { label: 'Changed', value: ago(updatedAt) },
          ]}
        />
      </Stack>
    </Paper>
  )
}
