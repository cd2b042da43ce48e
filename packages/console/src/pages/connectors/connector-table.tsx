import { Anchor, Stack, Text } from '@mantine/core'
import { Link } from 'react-router'
import type { ConnectorSummary } from '../../api/connectors.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { none } from '../../parts/format.ts'
import { StatusBadge } from '../../parts/status-badge.tsx'
import { ConnectorReasons } from './connector-reasons.tsx'
import { supportColor, supportWords } from './support-words.ts'

/** Every connector that was asked for, those in quarantine first: something has to be done about them. */
export function ConnectorTable({ connectors }: { readonly connectors: readonly ConnectorSummary[] }) {
  const isHeld = ({ state }: ConnectorSummary): number => Number(state === 'loaded')
  return (
    <DataTable
      label="Connectors"
      rows={connectors.toSorted((one, other) => isHeld(one) - isHeld(other))}
      keyOf={({ id, reference }) => `${id} ${reference ?? ''}`}
      minWidth={900}
      columns={[
        {
          key: 'connector',
          title: 'Connector',
          rank: ({ title, id }) => title ?? id,
          cell: (connector) => <Name connector={connector} />,
        },
        {
          key: 'state',
          title: 'State',
          rank: ({ state, stability }) => stability ?? state,
          cell: ({ state, stability }) => <StatusBadge status={stability ?? state} />,
        },
        {
          key: 'operations',
          title: 'Operations',
          isFigure: true,
          rank: ({ operations }) => operations?.length ?? null,
          cell: ({ id, operations }) =>
            operations === undefined ? (
              none
            ) : (
              <Anchor
                component={Link}
                to={`/explorer/${id}`}
                size="sm"
                aria-label={`${operations.length} operations of ${id}`}
              >
                {operations.length}
              </Anchor>
            ),
        },
        { key: 'vendor', title: 'Vendor API', cell: (connector) => <Vendor connector={connector} /> },
        {
          key: 'reasons',
          title: 'What there is to know',
          width: 340,
          cell: (connector) => <ConnectorReasons connector={connector} />,
        },
      ]}
    />
  )
}

function Name({ connector: { id, title, version } }: { readonly connector: ConnectorSummary }) {
  return (
    <Stack gap={0}>
      <Text size="sm" fw={500}>
        {title ?? id}
      </Text>
      <Text size="xs" c="dimmed">
        {title === undefined ? '' : `${id} `}
        {version}
      </Text>
    </Stack>
  )
}

function Vendor({ connector: { vendor } }: { readonly connector: ConnectorSummary }) {
  if (vendor === undefined) return none
  const color = supportColor(vendor.support)
  return (
    <Stack gap={0}>
      <Text size="sm">{vendor.api}</Text>
      <Text size="xs" c={color ?? 'dimmed'}>
        {supportWords(vendor.support)}
      </Text>
    </Stack>
  )
}
