import {
  ActionIcon,
  Group,
  Paper,
  Skeleton,
  Text,
  Title,
  Tooltip,
  useComputedColorScheme,
} from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { IconChartBar, IconTable } from '@tabler/icons-react'
import { lazy, Suspense, useCallback, useState } from 'react'
import { ErrorBoundary } from 'react-error-boundary'
import { none } from '../format.ts'
import { ChartKey } from './chart-key.tsx'
import { describeChart, type ChartData } from './chart-series.ts'
import { ChartTable } from './chart-table.tsx'
import { ChartTip } from './chart-tip.tsx'
import classes from './chart.module.css'
import type { ChartKind } from './plot-options.ts'

const Plot = lazy(() => import('./plot.tsx'))

interface ChartPanelProps {
  readonly title: string
  readonly kind: ChartKind
  readonly data: ChartData
  readonly format: (value: number) => string
  readonly least?: number
  /** Seconds since 1970 at which the chart begins and ends. */
  readonly span: readonly [number, number]
  /** Called with the part that was chosen by drawing over it. */
  readonly onZoom: (from: number, to: number) => void
}

/** One chart with its title and key, or the same in a table for who prefers figures. */
export function ChartPanel({ title, kind, data, format, least = 0, span, onZoom }: ChartPanelProps) {
  const { ref, width } = useElementSize()
  const scheme = useComputedColorScheme('light')
  const [isTable, setTable] = useState(false)
  const [isOver, setOver] = useState(false)
  const [point, setPoint] = useState<{ index: number | null; left: number }>({ index: null, left: -1 })
  const hover = useCallback((index: number | null, left: number) => setPoint({ index, left }), [])
  const show = (value: number | null | undefined) =>
    value === null || value === undefined ? none : format(value)
  const at = point.left < 0 ? null : point.index

  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Group justify="space-between" wrap="nowrap" mb={4}>
        <Title order={2} size="sm">
          {title}
        </Title>
        <Tooltip label={isTable ? 'Show as a chart' : 'Show as a table'}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`${title}: show as a ${isTable ? 'chart' : 'table'}`}
            onClick={() => setTable(!isTable)}
          >
            {isTable ? <IconChartBar size={16} /> : <IconTable size={16} />}
          </ActionIcon>
        </Tooltip>
      </Group>
      <Group gap="md" mb="xs" style={{ rowGap: 2 }}>
        {data.series.map(({ label, tone, values, overall }) => (
          <ChartKey key={label} tone={tone} label={label} value={show(at === null ? overall : values[at])} />
        ))}
      </Group>
      {isTable ? (
        <ChartTable title={title} data={data} format={show} />
      ) : (
        <div
          ref={ref}
          className={classes.frame}
          role="img"
          aria-label={describeChart(title, data, format)}
          onPointerEnter={() => setOver(true)}
          onPointerLeave={() => setOver(false)}
        >
          {width > 0 && (
            // Where nothing can be drawn, the figures are still there.
            <ErrorBoundary fallback={<ChartTable title={title} data={data} format={show} />}>
              <Suspense fallback={<Skeleton height={190} />}>
                <Plot {...{ kind, data, scheme, format, least, width, span, onZoom }} onHover={hover} />
              </Suspense>
            </ErrorBoundary>
          )}
          {isOver && at !== null && (
            <ChartTip data={data} index={at} left={point.left} width={width} format={show} />
          )}
          {data.times.length === 0 && (
            <Text size="sm" c="dimmed" pos="absolute" top="40%" left={0} right={0} ta="center">
              No calls in this time
            </Text>
          )}
        </div>
      )}
    </Paper>
  )
}
