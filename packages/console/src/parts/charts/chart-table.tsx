import { DataTable } from '../data-table.tsx'
import { pointTime } from './axis-times.ts'
import classes from './chart.module.css'
import type { ChartData } from './chart-series.ts'

interface ChartTableProps {
  readonly title: string
  readonly data: ChartData
  readonly format: (value: number | null) => string
}

/** What the chart shows, in figures: the newest first. */
export function ChartTable({ title, data, format }: ChartTableProps) {
  const rows = data.times.map((time, index) => ({ time, index })).toReversed()
  return (
    <DataTable
      label={`${title}, as a table`}
      minWidth={320}
      maxHeight={240}
      rows={rows}
      keyOf={({ time }) => String(time)}
      columns={[
        {
          key: 'time',
          title: 'From',
          cell: ({ time }) => <span className={classes.moment}>{pointTime(time)}</span>,
        },
        ...data.series.map(({ label, values }) => ({
          key: label,
          title: label,
          isFigure: true,
          cell: ({ index }: { readonly index: number }) => format(values[index] ?? null),
        })),
      ]}
    />
  )
}
