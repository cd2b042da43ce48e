import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { connectionsQuery } from '../../api/connections.ts'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { NextPage } from '../../parts/next-page.tsx'
import { Page } from '../../parts/page.tsx'
import { Permitted } from '../../parts/permitted.tsx'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { ConnectionTable } from './connection-table.tsx'

export function Component() {
  const navigate = useNavigate()
  return (
    <Page
      title="Connections"
      about="The accounts at vendors that calls go over. A connector without one is answered by an emulator of its vendor, where mock data is on."
      actions={
        <PermittedButton permission="connections.write" onClick={() => void navigate('/connections/new')}>
          Connect an account
        </PermittedButton>
      }
    >
      <Permitted permission="connections.read" what="Connections">
        <List />
      </Permitted>
    </Page>
  )
}

function List() {
  const query = useInfiniteQuery(connectionsQuery)
  return (
    <>
      <Loaded
        query={query}
        rows={6}
        empty={
          <Empty title="Nothing is connected yet">
            Connect an account of a vendor, and calls of its connector go there.
          </Empty>
        }
      >
        {(connections) => <ConnectionTable connections={connections} />}
      </Loaded>
      <NextPage query={query} />
    </>
  )
}
