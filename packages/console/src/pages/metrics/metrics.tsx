import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { statisticsQuery } from '../../api/statistics.ts'
import { Loaded } from '../../parts/loaded.tsx'
import { Page } from '../../parts/page.tsx'
import { Permitted } from '../../parts/permitted.tsx'
import { TimeRangePicker } from '../../parts/time-range-picker.tsx'
import type { TimeRange } from '../../parts/time-range.ts'
import { useTimeRange } from '../../parts/use-time-range.ts'
import { Breakdown } from './breakdown.tsx'
import { MetricCharts } from './metric-charts.tsx'
import { MetricPath } from './metric-path.tsx'
import { MetricTotals } from './metric-totals.tsx'

/** How calls went: all of them, those of a connector, or those of one operation. */
export function Component() {
  const { connector, operation } = useParams()
  const [range, setRange] = useTimeRange()
  return (
    <Page
      title={operation ?? connector ?? 'Metrics'}
      about={<MetricPath connector={connector} operation={operation} />}
      actions={<TimeRangePicker value={range} onChange={setRange} />}
    >
      <Permitted permission="usage.read" what="Metrics">
        <Whole range={range} setRange={setRange} connector={connector} operation={operation} />
        {operation === undefined && <Breakdown range={range} connector={connector} />}
      </Permitted>
    </Page>
  )
}

interface WholeProps {
  readonly range: TimeRange
  readonly setRange: (range: TimeRange) => void
  readonly connector: string | undefined
  readonly operation: string | undefined
}

function Whole({ range, setRange, connector, operation }: WholeProps) {
  const query = useQuery(statisticsQuery({ range, connector, operation, by: 'tenant' }))
  return (
    <Loaded query={query} rows={8}>
      {(statistics) => (
        <>
          <MetricTotals total={statistics.series[0]?.total} />
          <MetricCharts
            statistics={statistics}
            onZoom={(from, to) => setRange({ kind: 'custom', from: from * 1_000, to: to * 1_000 })}
          />
        </>
      )}
    </Loaded>
  )
}
