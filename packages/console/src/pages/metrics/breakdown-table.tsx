import { Anchor } from '@mantine/core'
import { Link } from 'react-router'
import type { Statistics, StatisticsPoint, StatisticsSeries } from '../../api/statistics.ts'
import { MiniBars } from '../../parts/charts/mini-bars.tsx'
import { DataTable, type Column } from '../../parts/data-table.tsx'
import { formatCount, formatSeconds, formatShare } from '../../parts/format.ts'
import { trafficBars } from '../overview/overview-figures.ts'
import { cacheShare } from './metric-series.ts'

interface BreakdownTableProps {
  readonly label: string
  readonly part: 'connector' | 'operation'
  readonly statistics: Statistics
  readonly hrefOf: (name: string) => string
}

const figure = (
  key: string,
  title: string,
  valueOf: (total: StatisticsPoint) => number | null,
  format: (value: number | null) => string,
): Column<StatisticsSeries> => ({
  key,
  title,
  isFigure: true,
  rank: ({ total }) => valueOf(total),
  cell: ({ total }) => format(valueOf(total)),
})

const figures: ReadonlyArray<Column<StatisticsSeries>> = [
  figure(
    'calls',
    'Calls',
    ({ calls }) => calls,
    (value) => formatCount(value ?? 0),
  ),
  figure('failed', 'Failed', ({ errorRatio }) => errorRatio, formatShare),
  figure(
    'caller',
    'Wrong by caller',
    ({ errors }) => errors.caller,
    (value) => formatCount(value ?? 0),
  ),
  figure('p50', 'p50', ({ p50 }) => p50, formatSeconds),
  figure('p95', 'p95', ({ p95 }) => p95, formatSeconds),
  figure('p99', 'p99', ({ p99 }) => p99, formatSeconds),
  figure('cache', 'Cache', cacheShare, formatShare),
]

/** A row for each connector or operation, which leads further down. */
export function BreakdownTable({ label, part, statistics, hrefOf }: BreakdownTableProps) {
  const nameOf = (one: StatisticsSeries): string => one[part] ?? ''
  return (
    <DataTable
      label={label}
      rows={statistics.series}
      keyOf={nameOf}
      minWidth={860}
      initialOrder={{ by: 'calls', direction: 'descending' }}
      columns={[
        {
          key: 'name',
          title: part === 'connector' ? 'Connector' : 'Operation',
          rank: nameOf,
          cell: (one) => (
            <Anchor component={Link} to={hrefOf(nameOf(one))} size="sm" fw={500}>
              {nameOf(one)}
            </Anchor>
          ),
        },
        {
          key: 'course',
          title: 'Course',
          width: 180,
          cell: (one) => (
            <MiniBars
              bars={trafficBars(statistics, one)}
              height={24}
              label={`${one.total.calls} calls of ${nameOf(one)}`}
            />
          ),
        },
        ...figures,
      ]}
    />
  )
}
