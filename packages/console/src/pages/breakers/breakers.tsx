import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { breakersQuery, type Breaker } from '../../api/breakers.ts'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Page } from '../../parts/page.tsx'
import { Permitted } from '../../parts/permitted.tsx'
import { BreakerTable } from './breaker-table.tsx'
import { MoveBreaker, type BreakerMove } from './move-breaker.tsx'

export function Component() {
  return (
    <Page
      title="Breakers"
      about="Between Patchbay and every address of a vendor stands a switch. It opens where too much fails or crawls, so that calls are refused at once, and closes when a probe succeeds."
    >
      <Permitted permission="operations.read" what="Breakers">
        <Breakers />
      </Permitted>
    </Page>
  )
}

function Breakers() {
  const query = useQuery(breakersQuery)
  const [move, setMove] = useState<BreakerMove>()
  return (
    <>
      <Loaded
        query={query}
        empty={
          <Empty title="No breaker yet">
            One is made for each address of a vendor that connections lead to.
          </Empty>
        }
      >
        {(breakers) => (
          <BreakerTable
            breakers={breakers.toSorted(byUrgency)}
            onMove={(breaker, to) => setMove({ breaker, to })}
          />
        )}
      </Loaded>
      {move !== undefined && <MoveBreaker {...move} onClose={() => setMove(undefined)} />}
    </>
  )
}

const urgency = ({ state }: Breaker): number => ['open', 'isolated', 'half-open', 'closed'].indexOf(state)

const byUrgency = (one: Breaker, other: Breaker): number =>
  urgency(one) - urgency(other) || one.connector.localeCompare(other.connector)
