import { Group, Paper, Stack, Text, Title } from '@mantine/core'
import type { Connection } from '../../api/connections.ts'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { ProblemAlert } from '../../parts/problem-alert.tsx'
import { CheckOutcome } from './check-outcome.tsx'
import { LastCheck } from './last-check.tsx'
import { useCheck } from './use-check.ts'

/** Whether a connection works: as it was found last, and as it is now. */
export function ConnectionCheck({ connection }: { readonly connection: Connection }) {
  const { id, state } = connection
  const check = useCheck(id)
  return (
    <Paper withBorder p="md" component="section" aria-label="Does it work?">
      <Stack gap="md">
        <Group justify="space-between" gap="xs">
          <Title order={2} size="h4">
            Does it work?
          </Title>
          {state !== 'disabled' && (
            <PermittedButton
              permission="connections.write"
              variant={state === 'active' ? 'filled' : 'default'}
              loading={check.isPending}
              onClick={() => check.mutate()}
            >
              Check now
            </PermittedButton>
          )}
        </Group>
        <Group gap="xs">
          <Text size="sm" c="dimmed">
            Last check
          </Text>
          <LastCheck connection={connection} />
        </Group>
        {check.error !== null && <ProblemAlert error={check.error} title="It was not checked" />}
        <div aria-live="polite">{check.data !== undefined && <CheckOutcome report={check.data} />}</div>
      </Stack>
    </Paper>
  )
}
