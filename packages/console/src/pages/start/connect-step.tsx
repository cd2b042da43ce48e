import { Anchor, Group, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate } from 'react-router'
import { connectionsQuery } from '../../api/connections.ts'
import { ProblemAlert } from '../../parts/problem-alert.tsx'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { useMay } from '../../session/session-context.ts'
import { Step } from './step.tsx'

/** The first account that is no emulator. */
export function ConnectStep() {
  const mayRead = useMay('connections.read')
  const { data, error } = useInfiniteQuery({ ...connectionsQuery, enabled: mayRead })
  const real = data?.filter(({ source }) => source === 'live') ?? []
  const working = real.filter(({ state }) => state === 'active').length
  const isDone = data === undefined ? undefined : working > 0
  const waiting = real.find(({ state }) => state === 'reauthorize')
  const navigate = useNavigate()
  return (
    <Step number={3} title="Connect a real account" isDone={isDone}>
      <Text size="sm">
        {isDone === true
          ? `${working === 1 ? 'An account is' : `${working} accounts are`} connected. Calls of their connectors go to the vendor.`
          : 'Calls of a connector go to the vendor as soon as an account is connected, with the same operations and the same answers.'}
      </Text>
      {waiting !== undefined && (
        <Text size="sm">
          {waiting.id} has to be authorized:{' '}
          <Anchor
            underline="always"
            component={Link}
            to={`/connections/${encodeURIComponent(waiting.id)}`}
            size="sm"
          >
            go on there
          </Anchor>
          .
        </Text>
      )}
      {error !== null && <ProblemAlert error={error} />}
      <Group gap="md">
        <PermittedButton
          permission="connections.write"
          variant={isDone === true ? 'default' : 'filled'}
          onClick={() => void navigate('/connections/new')}
        >
          Connect an account
        </PermittedButton>
        {mayRead && (
          <Anchor underline="always" component={Link} to="/connections" size="sm">
            All connections
          </Anchor>
        )}
      </Group>
    </Step>
  )
}
