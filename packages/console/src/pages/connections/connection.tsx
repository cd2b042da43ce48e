import { Anchor, Breadcrumbs, SimpleGrid, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { connectionQuery, type Connection } from '../../api/connections.ts'
import { Loaded } from '../../parts/loaded.tsx'
import { Page } from '../../parts/page.tsx'
import { Permitted } from '../../parts/permitted.tsx'
import { AuthorizationOutcome } from './authorization-outcome.tsx'
import { ConnectionCheck } from './connection-check.tsx'
import { ConnectionFacts } from './connection-facts.tsx'
import { ConnectionHistory } from './connection-history.tsx'
import { ConnectionSettings } from './connection-settings.tsx'
import { OneConnectionActions } from './one-connection-actions.tsx'

/** All that is known of one connection, and all that can be done to it. */
export function Component() {
  const { id = '' } = useParams()
  return (
    <Permitted permission="connections.read" what="Connections">
      <OneConnection key={id} id={id} />
    </Permitted>
  )
}

function OneConnection({ id }: { readonly id: string }) {
  const query = useQuery(connectionQuery(id))
  return (
    <Page
      title={id}
      about={
        <Breadcrumbs component="nav" aria-label="Connections" separatorMargin={6}>
          <Anchor component={Link} to="/connections" size="sm">
            All connections
          </Anchor>
          <Text size="sm">{query.data?.connector ?? id}</Text>
        </Breadcrumbs>
      }
      actions={query.data !== undefined && <OneConnectionActions connection={query.data} />}
    >
      <AuthorizationOutcome />
      <Loaded query={query} rows={8}>
        {(connection) => <Parts connection={connection} />}
      </Loaded>
    </Page>
  )
}

const Parts = ({ connection }: { readonly connection: Connection }) => (
  <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
    <Stack gap="md" miw={0}>
      <ConnectionFacts connection={connection} />
      <ConnectionCheck connection={connection} />
    </Stack>
    <Stack gap="md" miw={0}>
      {connection.managed === 'api' && <ConnectionSettings connection={connection} />}
      {connection.managed === 'api' && <ConnectionHistory id={connection.id} />}
    </Stack>
  </SimpleGrid>
)
