import { Code, Modal, Stack, Text } from '@mantine/core'
import type { AuditEntry } from '../../api/audit.ts'
import { CopyableCode } from '../../parts/copyable-code.tsx'
import { Facts } from '../../parts/facts.tsx'
import { formatTime } from '../../parts/format.ts'

interface AuditEntryDetailsProps {
  readonly entry: AuditEntry
  readonly onClose: () => void
}

const copyable = (label: string, text: string | null) =>
  text === null || text === '' ? null : <CopyableCode label={label} text={text} />

/** Everything that one entry holds. */
export function AuditEntryDetails({ entry, onClose }: AuditEntryDetailsProps) {
  const { sequence, time, actor, actorKind, action, target, outcome, details } = entry
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Entry ${sequence}`}
      size="lg"
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack gap="md">
        <Facts
          facts={[
            { label: 'When', value: formatTime(time) },
            { label: 'Who', value: `${actor} (${actorKind})` },
            { label: 'Action', value: <Code>{action}</Code> },
            { label: 'Done to', value: target },
            { label: 'Outcome', value: outcome },
            { label: 'Request', value: copyable('id of the request', entry.requestId) },
            { label: 'Trace', value: copyable('id of the trace', entry.traceId) },
            { label: 'State before', value: copyable('hash of the state before', entry.before) },
            { label: 'State after', value: copyable('hash of the state after', entry.after) },
            { label: 'Hash', value: copyable('hash', entry.hash) },
            { label: 'Hash before it', value: copyable('hash of the entry before', entry.previous) },
          ]}
        />
        {Object.keys(details).length > 0 && (
          <div>
            <Text size="sm" fw={500} mb={4}>
              Details
            </Text>
            <Code block tabIndex={0}>
              {JSON.stringify(details, null, 2)}
            </Code>
          </div>
        )}
      </Stack>
    </Modal>
  )
}
