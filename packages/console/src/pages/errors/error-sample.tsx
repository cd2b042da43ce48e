import { Alert, Paper, Stack, Text, Title } from '@mantine/core'
import { IconBulb } from '@tabler/icons-react'
import type { ErrorGroup } from '../../api/error-groups.ts'
import { CopyableCode } from '../../parts/copyable-code.tsx'
import { Facts } from '../../parts/facts.tsx'
import { formatTime } from '../../parts/format.ts'
import { upstreamWords } from './error-summary.tsx'

/** What occurred last, with what to do about it and what to look for in logs and traces. */
export function ErrorSample({ group: { sample } }: { readonly group: ErrorGroup }) {
  const { detail, advice, at, attempts, connection, requestId, traceId, upstream } = sample
  return (
    <Paper withBorder p="md" component="section" aria-label="The last one">
      <Stack gap="md">
        <Title order={2} size="h5">
          The last one
        </Title>
        <Text size="sm" className="breakable">
          {detail}
        </Text>
        {advice !== undefined && (
          <Alert color="cyan" variant="light" icon={<IconBulb aria-hidden />} title="What to do" p="sm">
            <Text size="sm">{advice}</Text>
          </Alert>
        )}
        <Facts
          facts={[
            { label: 'When', value: formatTime(at) },
            { label: 'Connection', value: connection },
            { label: 'Attempts', value: attempts },
            { label: 'Vendor answered', value: upstreamWords(upstream) },
            { label: "Vendor's request", value: upstream?.requestId },
            {
              label: 'Request',
              value: requestId && <CopyableCode label="request id" text={requestId} />,
            },
            {
              label: 'Trace',
              value: traceId && <CopyableCode label="trace id" text={traceId} />,
            },
          ]}
        />
      </Stack>
    </Paper>
  )
}
