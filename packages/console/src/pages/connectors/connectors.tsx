import { useQuery } from '@tanstack/react-query'
import { connectorsQuery } from '../../api/connectors.ts'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Page } from '../../parts/page.tsx'
import { Permitted } from '../../parts/permitted.tsx'
import { ConnectorTable } from './connector-table.tsx'

export function Component() {
  return (
    <Page
      title="Connectors"
      about="What this Patchbay was told to load, which API of its vendor each one uses, and until when that is served."
    >
      <Permitted permission="connectors.read" what="Connectors">
        <Connectors />
      </Permitted>
    </Page>
  )
}

function Connectors() {
  const query = useQuery(connectorsQuery)
  return (
    <Loaded
      query={query}
      rows={6}
      empty={
        <Empty title="No connector is loaded">
          Name some in PATCHBAY_CONNECTORS and start Patchbay again.
        </Empty>
      }
    >
      {(connectors) => <ConnectorTable connectors={connectors} />}
    </Loaded>
  )
}
