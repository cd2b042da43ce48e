import { Alert, Group, List, Stack, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { auditHeadQuery, verifyAudit, type AuditVerification } from '../../api/audit.ts'
import { CopyableCode } from '../../parts/copyable-code.tsx'
import { formatCount } from '../../parts/format.ts'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { ProblemAlert } from '../../parts/problem-alert.tsx'

/** How far the entries reach, and whether they are still as they were written. */
export function AuditVerifier() {
  const { data: head } = useQuery(auditHeadQuery)
  const verify = useMutation({ mutationFn: verifyAudit })
  return (
    <Stack gap="sm">
      <Group gap="md" justify="space-between">
        <div>
          {head !== undefined && head.sequence > 0 && (
            <>
              <Text size="sm">
                {formatCount(head.sequence)} entries. Keep the hash of the last one elsewhere: it proves later
                that nothing before it was changed.
              </Text>
              <CopyableCode label="hash of the last entry" text={`${head.sequence} ${head.hash}`} />
            </>
          )}
        </div>
        <PermittedButton
          permission="operations.write"
          variant="default"
          loading={verify.isPending}
          onClick={() => verify.mutate()}
        >
          Verify
        </PermittedButton>
      </Group>
      {verify.error !== null && <ProblemAlert error={verify.error} onRetry={() => verify.mutate()} />}
      {verify.data !== undefined && <Verified found={verify.data} />}
    </Stack>
  )
}

function Verified({ found }: { readonly found: AuditVerification }) {
  const { isIntact, entries, removedThrough, breachCount, breaches } = found
  return (
    <Alert
      color={isIntact ? 'teal' : 'red'}
      variant="light"
      role="status"
      title={isIntact ? 'The audit is intact' : `The audit was tampered with: ${breachCount} breaches`}
    >
      <Text size="sm">
        {formatCount(entries)} entries of all tenants were read.
        {removedThrough > 0 && ` Those up to ${removedThrough} were removed as retention asks.`}
      </Text>
      {breaches.length > 0 && (
        <List size="sm">
          {breaches.map(({ kind, sequence, detail }) => (
            <List.Item key={`${sequence} ${kind}`}>
              Entry {sequence}: {detail}
            </List.Item>
          ))}
        </List>
      )}
    </Alert>
  )
}
