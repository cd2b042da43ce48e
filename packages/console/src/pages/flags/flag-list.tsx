import { Group, Paper, Stack, Text, Title } from '@mantine/core'
import type { Flag } from '../../api/flags.ts'
import { currentTenant } from '../../api/tenant.ts'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { StatusBadge } from '../../parts/status-badge.tsx'
import { usePrincipal } from '../../session/session-context.ts'
import { switched, type FlagChange } from './flag-change.ts'
import { FlagRules } from './flag-rules.tsx'

interface FlagListProps {
  readonly flags: readonly Flag[]
  readonly onChange: (change: FlagChange) => void
}

/** Every flag with what it is for the tenant, and the rules that are about it. */
export function FlagList({ flags, onChange }: FlagListProps) {
  const { tenant: own } = usePrincipal()
  const tenant = currentTenant() ?? own
  return (
    <Stack gap="md">
      {flags.map((flag) => (
        <Paper key={flag.key} withBorder p="md" component="section" aria-label={flag.key}>
          <Stack gap="sm">
            <Group justify="space-between" gap="sm">
              <Group gap="xs">
                <Title order={2} size="h4">
                  {flag.key}
                </Title>
                <StatusBadge status={flag.value ? 'on' : 'off'} />
              </Group>
              <PermittedButton
                permission="flags.write"
                size="compact-sm"
                variant="default"
                aria-label={`Switch ${flag.value ? 'off' : 'on'} ${flag.key}`}
                onClick={() => onChange(switched(flag, tenant))}
              >
                {flag.value ? 'Switch off' : 'Switch on'}
              </PermittedButton>
            </Group>
            <Text size="sm" maw={720}>
              {flag.description}{' '}
              <Text span c="dimmed" inherit>
                {flag.default ? 'On' : 'Off'} where no rule decides.
              </Text>
            </Text>
            {flag.rules.length > 0 && <FlagRules flag={flag} onChange={onChange} />}
          </Stack>
        </Paper>
      ))}
    </Stack>
  )
}
