import { Anchor, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { Connection } from '../../api/connections.ts'
import { connectorsQuery } from '../../api/connectors.ts'
import { DataTable, type Column } from '../../parts/data-table.tsx'
import { StatusBadge } from '../../parts/status-badge.tsx'
import { useMay } from '../../session/session-context.ts'
import { ConnectionActions } from './connection-actions.tsx'
import { connectionPath, stateWord } from './connection-words.ts'
import { LastCheck } from './last-check.tsx'

/** The connections, with what is most often done to them. */
export function ConnectionTable({ connections }: { readonly connections: readonly Connection[] }) {
  const mayRead = useMay('connectors.read')
  const { data: connectors = [] } = useQuery({ ...connectorsQuery, enabled: mayRead })
  const titleOf = (id: string): string => connectors.find((one) => one.id === id)?.title ?? id
  const columns: ReadonlyArray<Column<Connection>> = [
    {
      key: 'id',
      title: 'Connection',
      cell: ({ id, connector }) => (
        <Stack gap={0}>
          <Anchor component={Link} to={connectionPath(id)} size="sm" fw={500} className="breakable">
            {id}
          </Anchor>
          <Text size="xs" c="dimmed">
            {titleOf(connector)}
          </Text>
        </Stack>
      ),
      rank: ({ id }) => id,
    },
    {
      key: 'source',
      title: 'Leads to',
      cell: ({ source }) => (
        <StatusBadge
          status={source}
          title={source === 'mock' ? 'The emulator of the vendor' : 'The vendor itself'}
        />
      ),
      rank: ({ source }) => source,
    },
    {
      key: 'state',
      title: 'State',
      cell: ({ state, stateReason }) => (
        <Stack gap={2}>
          <StatusBadge status={stateWord(state)} />
          {stateReason !== '' && (
            <Text size="xs" c="dimmed" maw={320}>
              {stateReason}
            </Text>
          )}
        </Stack>
      ),
      rank: ({ state }) => state,
    },
    { key: 'check', title: 'Last check', cell: (connection) => <LastCheck connection={connection} /> },
    {
      key: 'actions',
      title: 'What can be done',
      cell: (connection) => <ConnectionActions connection={connection} />,
    },
  ]
  return (
    <DataTable
      label="Connections"
      columns={columns}
      rows={connections}
      keyOf={({ connector, id }) => `${connector} ${id}`}
      minWidth={860}
    />
  )
}
