import { Stack, Text } from '@mantine/core'
import type { Breaker } from '../../api/breakers.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { formatAgo, formatCount, formatTime, none } from '../../parts/format.ts'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { StatusBadge } from '../../parts/status-badge.tsx'

interface BreakerTableProps {
  readonly breakers: readonly Breaker[]
  readonly onMove: (breaker: Breaker, to: 'open' | 'close') => void
}

/** Every breaker, with the way to move it by hand. */
export function BreakerTable({ breakers, onMove }: BreakerTableProps) {
  return (
    <DataTable
      label="Breakers"
      rows={breakers}
      keyOf={({ id }) => id}
      minWidth={900}
      columns={[
        { key: 'state', title: 'State', width: 120, cell: ({ state }) => <StatusBadge status={state} /> },
        {
          key: 'origin',
          title: 'Connector and address',
          cell: ({ connector, origin }) => (
            <Stack gap={0}>
              <Text size="sm" fw={500}>
                {connector}
              </Text>
              <Text size="xs" c="dimmed" className="breakable">
                {origin}
              </Text>
            </Stack>
          ),
        },
        {
          key: 'since',
          title: 'Since',
          width: 130,
          cell: ({ since }) => (
            <time dateTime={since} title={formatTime(since)}>
              {formatAgo(since)}
            </time>
          ),
        },
        {
          key: 'failures',
          title: 'Failed attempts',
          isFigure: true,
          width: 150,
          cell: ({ failures, attempts }) => `${formatCount(failures)} of ${formatCount(attempts)}`,
        },
        { key: 'last', title: 'Last failure', cell: (breaker) => <LastFailure breaker={breaker} /> },
        {
          key: 'act',
          title: 'By hand',
          width: 110,
          cell: (breaker) => <Act breaker={breaker} onMove={onMove} />,
        },
      ]}
    />
  )
}

function LastFailure({
  breaker: { lastFailure, nextProbe, failedProbes = 0 },
}: {
  readonly breaker: Breaker
}) {
  return (
    <Stack gap={0}>
      <Text size="sm" className="breakable">
        {lastFailure ?? none}
      </Text>
      {nextProbe !== undefined && (
        <Text size="xs" c="dimmed">
          Next probe {formatAgo(nextProbe)}
          {failedProbes > 0 && `, ${failedProbes} failed in a row`}
        </Text>
      )}
    </Stack>
  )
}

function Act({ breaker, onMove }: Pick<BreakerTableProps, 'onMove'> & { readonly breaker: Breaker }) {
  const to = breaker.state === 'closed' ? 'open' : 'close'
  const word = to === 'open' ? 'Open' : 'Close'
  return (
    <PermittedButton
      permission="operations.write"
      size="compact-sm"
      variant="default"
      aria-label={`${word} the breaker of ${breaker.connector} to ${breaker.origin}`}
      onClick={() => onMove(breaker, to)}
    >
      {word}
    </PermittedButton>
  )
}
