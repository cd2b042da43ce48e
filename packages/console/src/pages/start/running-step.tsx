import { Anchor, Group, Stack, Text } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { connectionsQuery } from '../../api/connections.ts'
import { connectorsQuery, type ConnectorSummary } from '../../api/connectors.ts'
import { signInMethodsQuery } from '../../api/session.ts'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Permitted } from '../../parts/permitted.tsx'
import { StatusBadge } from '../../parts/status-badge.tsx'
import { useMay } from '../../session/session-context.ts'
import { Step } from './step.tsx'

/** What runs, before anything is connected. */
export function RunningStep() {
  const mayRead = useMay('connectors.read')
  const connectors = useQuery({ ...connectorsQuery, enabled: mayRead })
  const { data: methods } = useQuery(signInMethodsQuery)
  const mayReadConnections = useMay('connections.read')
  const { data: connections = [] } = useInfiniteQuery({ ...connectionsQuery, enabled: mayReadConnections })
  // Those to emulators are told before all that are stored: the first page has them.
  const mocked = connections.filter(({ source }) => source === 'mock').map(({ connector }) => connector)
  const isDone = connectors.data?.some(({ state }) => state === 'loaded')
  return (
    <Step number={1} title="See what runs" isDone={isDone}>
      <Text size="sm">
        {methods?.isMock === true
          ? 'Mock mode is on: a connector without an account is answered by an emulator of its vendor, and nothing leaves this server. Its answers say "source": "mock".'
          : 'Mock mode is off: a connector answers once an account is connected.'}
      </Text>
      <Permitted permission="connectors.read" what="Connectors">
        <Loaded
          query={connectors}
          empty={
            <Empty title="No connector is loaded">
              Name some in PATCHBAY_CONNECTORS, and start the server again.
            </Empty>
          }
        >
          {(list) => (
            <Stack gap={6}>
              {list.map((connector) => (
                <OneConnector
                  key={connector.id}
                  connector={connector}
                  isMocked={mocked.includes(connector.id)}
                />
              ))}
            </Stack>
          )}
        </Loaded>
      </Permitted>
    </Step>
  )
}

interface OneConnectorProps {
  readonly connector: ConnectorSummary
  readonly isMocked: boolean
}

const OneConnector = ({ connector: { id, title, state }, isMocked }: OneConnectorProps) => (
  <Group gap="xs">
    <Anchor component={Link} to={`/explorer/${encodeURIComponent(id)}`} size="sm">
      {title ?? id}
    </Anchor>
    {isMocked && <StatusBadge status="mock" title="Its emulator answers" />}
    {state !== 'loaded' && <StatusBadge status={state} />}
  </Group>
)
