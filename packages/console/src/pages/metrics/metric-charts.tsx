import { SimpleGrid } from '@mantine/core'
import { useMemo } from 'react'
import type { Statistics } from '../../api/statistics.ts'
import { ChartPanel } from '../../parts/charts/chart-panel.tsx'
import { formatCount, formatSeconds, formatShare } from '../../parts/format.ts'
import { metricData } from './metric-series.ts'

interface MetricChartsProps {
  readonly statistics: Statistics
  /** Seconds since 1970. */
  readonly onZoom: (from: number, to: number) => void
}

/** The four courses that tell how calls go. The pointer over one shows the same moment in all. */
export function MetricCharts({ statistics, onZoom }: MetricChartsProps) {
  const { from, to, series } = statistics
  const data = useMemo(() => metricData(statistics, series[0]), [statistics, series])
  const span = useMemo(() => [Date.parse(from) / 1_000, Date.parse(to) / 1_000] as const, [from, to])
  const shared = { span, onZoom }
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
      <ChartPanel title="Calls" kind="bars" data={data.calls} format={formatCount} least={1} {...shared} />
      <ChartPanel
        title="Share that failed"
        kind="area"
        data={data.errors}
        format={formatShare}
        least={0.01}
        {...shared}
      />
      <ChartPanel
        title="Duration"
        kind="lines"
        data={data.durations}
        format={formatSeconds}
        least={0.01}
        {...shared}
      />
      <ChartPanel
        title="Answered from the cache"
        kind="area"
        data={data.cache}
        format={formatShare}
        least={0.05}
        {...shared}
      />
    </SimpleGrid>
  )
}
