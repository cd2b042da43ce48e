import { Stack, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useLocation } from 'react-router'
import { statisticsQuery } from '../../api/statistics.ts'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { describeTimeRange, type TimeRange } from '../../parts/time-range.ts'
import { BreakdownTable } from './breakdown-table.tsx'

interface BreakdownProps {
  readonly range: TimeRange
  /** Its operations; of undefined, the connectors. */
  readonly connector: string | undefined
}

/** What the whole is made of, one level further down. */
export function Breakdown({ range, connector }: BreakdownProps) {
  const { search } = useLocation()
  const part = connector === undefined ? 'connector' : 'operation'
  const query = useQuery(statisticsQuery({ range, connector, by: part }))
  const title = connector === undefined ? 'Connectors' : 'Operations'
  return (
    <Stack gap="sm">
      <Title order={2} size="h4">
        {title}
      </Title>
      <Loaded
        query={query}
        isEmpty={({ series }) => series.length === 0}
        empty={
          <Empty title="Nothing was called">
            There were no calls in {describeTimeRange(range)}. Choose a longer time, or call something in the
            explorer.
          </Empty>
        }
      >
        {(statistics) => (
          <BreakdownTable
            label={title}
            part={part}
            statistics={statistics}
            hrefOf={(name) => `/metrics/${connector === undefined ? name : `${connector}/${name}`}${search}`}
          />
        )}
      </Loaded>
    </Stack>
  )
}
