import { Anchor, Breadcrumbs, Select, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import { connectorQuery, connectorsQuery } from '../../api/connectors.ts'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Page } from '../../parts/page.tsx'
import { Permitted } from '../../parts/permitted.tsx'
import { NewConnectionForm } from './new-connection-form.tsx'

/** Connects an account. Which connector is in the address, so that others can lead here. */
export function Component() {
  return (
    <Page
      title="Connect an account"
      about={
        <Breadcrumbs component="nav" aria-label="Connections" separatorMargin={6}>
          <Anchor component={Link} to="/connections" size="sm">
            All connections
          </Anchor>
          <Text size="sm">New</Text>
        </Breadcrumbs>
      }
    >
      <Permitted permission="connectors.read" what="Connectors">
        <Choice />
      </Permitted>
    </Page>
  )
}

function Choice() {
  const [search, setSearch] = useSearchParams()
  const chosen = search.get('connector')
  const query = useQuery(connectorsQuery)
  return (
    <Loaded query={query} empty={<Empty title="No connector is loaded" />}>
      {(connectors) => (
        <>
          <Select
            label="Connector"
            searchable
            allowDeselect={false}
            maw={640}
            placeholder="Choose a connector"
            data={connectors
              .filter(({ state }) => state === 'loaded')
              .map(({ id, title }) => ({ value: id, label: title ?? id }))}
            value={chosen}
            onChange={(next) => next !== null && setSearch({ connector: next }, { replace: true })}
          />
          {chosen === null ? (
            <Empty title="Choose what to connect">
              Each connector says what it takes, and where to get it.
            </Empty>
          ) : (
            <OneConnector key={chosen} id={chosen} />
          )}
        </>
      )}
    </Loaded>
  )
}

function OneConnector({ id }: { readonly id: string }) {
  return (
    <Loaded query={useQuery(connectorQuery(id))}>
      {(connector) =>
        connector.auth === undefined ? (
          <Empty title="This connector is in quarantine">{connector.reason}</Empty>
        ) : (
          <NewConnectionForm connector={connector} methods={connector.auth} />
        )
      }
    </Loaded>
  )
}
