import { Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import type { Flag, FlagRule } from '../../api/flags.ts'
import { currentTenant } from '../../api/tenant.ts'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { StatusBadge } from '../../parts/status-badge.tsx'
import { usePrincipal } from '../../session/session-context.ts'
import { switched, type FlagChange } from './flag-change.ts'
import { FlagRuleForm } from './flag-rule-form.tsx'
import { FlagRules } from './flag-rules.tsx'

interface FlagListProps {
  readonly flags: readonly Flag[]
  readonly onChange: (change: FlagChange) => void
}

/** Every flag with what it is for the tenant, and the rules that are about it. */
export function FlagList({ flags, onChange }: FlagListProps) {
  const { tenant: own } = usePrincipal()
  const tenant = currentTenant() ?? own
  const [editing, setEditing] = useState<{ readonly flag: Flag; readonly rule?: FlagRule }>()
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
              <Group gap={6}>
                <PermittedButton
                  permission="flags.write"
                  size="compact-sm"
                  variant="default"
                  aria-label={`Add a rule of ${flag.key}`}
                  onClick={() => setEditing({ flag })}
                >
                  Add a rule
                </PermittedButton>
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
            </Group>
            <Text size="sm" maw={720}>
              {flag.description}{' '}
              <Text span c="dimmed" inherit>
                {flag.default ? 'On' : 'Off'} where no rule decides.
              </Text>
            </Text>
            {flag.rules.length > 0 && (
              <FlagRules flag={flag} onChange={onChange} onEdit={(rule) => setEditing({ flag, rule })} />
            )}
          </Stack>
        </Paper>
      ))}
      {editing !== undefined && (
        <FlagRuleForm {...editing} tenant={tenant} onClose={() => setEditing(undefined)} />
      )}
    </Stack>
  )
}
