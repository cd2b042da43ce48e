import { Select, SimpleGrid } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { connectionsOfQuery } from '../../api/connections.ts'
import { connectorQuery, connectorsQuery, type Connector } from '../../api/connectors.ts'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Page } from '../../parts/page.tsx'
import { useMay } from '../../session/session-context.ts'
import { OperationPanel } from './operation-panel.tsx'
import { operationGroups } from './operation-groups.ts'

/** Tries operations out. What is tried is in the address; what was entered lasts as long as the tab. */
export function Component() {
  const { connector } = useParams()
  const navigate = useNavigate()
  const connectors = useQuery(connectorsQuery)
  return (
    <Page title="Explorer" about="Call any operation, and see what comes back.">
      <Loaded query={connectors} empty={<Empty title="No connector is loaded" />}>
        {(list) => (
          <>
            <Select
              label="Connector"
              searchable
              maw={460}
              placeholder="Choose a connector"
              data={list.map(({ id, title, state }) => ({
                value: id,
                label: state === 'loaded' ? (title ?? id) : `${id} (in quarantine)`,
              }))}
              value={connector ?? null}
              onChange={(id) =>
                void navigate(id === null ? '/explorer' : `/explorer/${encodeURIComponent(id)}`)
              }
            />
            {connector === undefined ? (
              <Empty title="Choose a connector to begin">Its operations come with forms and examples.</Empty>
            ) : (
              <OneConnector key={connector} id={connector} />
            )}
          </>
        )}
      </Loaded>
    </Page>
  )
}

function OneConnector({ id }: { readonly id: string }) {
  return (
    <Loaded query={useQuery(connectorQuery(id))}>
      {(connector) =>
        connector.operations === undefined ? (
          <Empty title="This connector is in quarantine">{connector.reason}</Empty>
        ) : (
          <Choices connector={connector} />
        )
      }
    </Loaded>
  )
}

function Choices({ connector: { id, operations = [] } }: { readonly connector: Connector }) {
  const { operation } = useParams()
  const [search, setSearch] = useSearchParams()
  const navigate = useNavigate()
  const mayRead = useMay('connections.read')
  const connections = useQuery({ ...connectionsOfQuery(id), enabled: mayRead })
  const chosen = operations.find((one) => one.id === operation)
  const connection = search.get('connection') ?? undefined
  const known = connections.data ?? []
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }} maw={940}>
        <Select
          label="Operation"
          searchable
          placeholder="Choose an operation"
          data={operationGroups(operations)}
          value={chosen?.id ?? null}
          onChange={(next) =>
            void navigate({
              pathname: `/explorer/${encodeURIComponent(id)}${next === null ? '' : `/${encodeURIComponent(next)}`}`,
              search: search.toString(),
            })
          }
        />
        <Select
          label="Connection"
          clearable
          disabled={!mayRead}
          placeholder={mayRead ? 'The only one' : 'To choose one needs connections.read'}
          data={known.map((one) => ({ value: one.id, label: `${one.id} (${one.source}, ${one.state})` }))}
          value={connection ?? null}
          onChange={(next) => setSearch(next === null ? {} : { connection: next }, { replace: true })}
        />
      </SimpleGrid>
      {chosen === undefined ? (
        <Empty
          title={operation === undefined ? 'Choose an operation' : `There is no operation ${operation}`}
        />
      ) : (
        <OperationPanel
          key={chosen.id}
          connector={id}
          operation={chosen}
          isOneOfSeveral={known.length > 1}
          {...(connection === undefined ? {} : { connection })}
        />
      )}
    </>
  )
}
