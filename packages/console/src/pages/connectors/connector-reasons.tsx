import { Code, Stack, Text, UnstyledButton } from '@mantine/core'
import { useId, useState } from 'react'
import type { ConnectorSummary } from '../../api/connectors.ts'
import { formatAgo } from '../../parts/format.ts'

/** Why a connector is in quarantine, or what answers of its vendor have said: short, and whole when asked for. */
export function ConnectorReasons({ connector }: { readonly connector: ConnectorSummary }) {
  const [isOpen, setOpen] = useState(false)
  const region = useId()
  const { id, state, code, notices = [] } = connector
  if (state === 'loaded' && notices.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        nothing
      </Text>
    )
  }
  const short =
    state === 'quarantined'
      ? `In quarantine: ${(code ?? 'not loaded').replaceAll('_', ' ')}`
      : `${notices.length} ${notices.length === 1 ? 'notice' : 'notices'} of the vendor`
  return (
    <Stack gap={6}>
      <UnstyledButton
        aria-expanded={isOpen}
        aria-controls={region}
        aria-label={`${short}, of ${id}`}
        onClick={() => setOpen(!isOpen)}
      >
        <Text size="sm" td="underline">
          {short}
        </Text>
      </UnstyledButton>
      <div id={region} hidden={!isOpen}>
        <Reasons connector={connector} />
      </div>
    </Stack>
  )
}

function Reasons({
  connector: { reason, reference, notices = [] },
}: {
  readonly connector: ConnectorSummary
}) {
  return (
    <Stack gap={6}>
      {reason !== undefined && (
        <Text size="sm" className="breakable">
          {reason}
        </Text>
      )}
      {reference !== undefined && (
        <Text size="xs" c="dimmed">
          Asked for as <Code className="breakable">{reference}</Code>. It is tried again at the next start.
        </Text>
      )}
      {notices.map(({ message, count, lastSeen }) => (
        <Text key={message} size="sm" className="breakable">
          {message}{' '}
          <Text span size="xs" c="dimmed">
            {count} times, last {formatAgo(lastSeen)}
          </Text>
        </Text>
      ))}
    </Stack>
  )
}
