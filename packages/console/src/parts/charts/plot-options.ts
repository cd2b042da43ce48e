import type uPlot from 'uplot'
import { axisTimes } from './axis-times.ts'
import { colorOfTone } from './chart-colors.ts'
import type { ChartSeries } from './chart-series.ts'

export type ChartKind = 'bars' | 'lines' | 'area'

export interface PlotLook {
  readonly kind: ChartKind
  readonly series: ReadonlyArray<Pick<ChartSeries, 'label' | 'tone'>>
  readonly scheme: 'light' | 'dark'
  readonly format: (value: number) => string
  /** What the y axis ends at, at the least. */
  readonly least: number
}

export interface PlotActs {
  /** Seconds since 1970. */
  readonly span: () => readonly [number, number]
  readonly onHover: (plot: uPlot) => void
  readonly onZoom: (from: number, to: number) => void
}

type Bars = (options: uPlot.Series.BarsPathBuilderOpts) => uPlot.Series.PathBuilder

const height = 190

/** How the chart is drawn. */
export function plotOptions(
  look: PlotLook,
  { span, onHover, onZoom }: PlotActs,
  width: number,
  bars: Bars,
): uPlot.Options {
  const isDark = look.scheme === 'dark'
  const axis: uPlot.Axis = {
    stroke: isDark ? '#a3a3a3' : '#5b636b',
    grid: { stroke: isDark ? '#333' : '#e9ecef', width: 1 },
    ticks: { show: false },
    font: '11px Inter, ui-sans-serif, system-ui, sans-serif',
  }
  return {
    width,
    height,
    padding: [8, 12, 0, 0],
    legend: { show: false },
    cursor: {
      sync: { key: 'time' },
      y: false,
      drag: { x: true, y: false, setScale: false },
      points: { size: 7 },
    },
    scales: {
      x: { time: true, range: () => [...span()] },
      y: { range: (_plot, _low, high) => [0, Math.max(look.least, (high ?? 0) * 1.1)] },
    },
    axes: [
      { ...axis, size: 28, space: 64, values: (_plot, splits) => [...axisTimes(splits)] },
      { ...axis, size: 58, values: (_plot, splits) => splits.map((value) => look.format(value)) },
    ],
    series: [{}, ...look.series.map((series) => seriesOf(series, look, bars))],
    hooks: {
      setCursor: [onHover],
      setSelect: [
        (plot) => {
          const { left, width: wide } = plot.select
          if (wide < 8) return
          onZoom(plot.posToVal(left, 'x'), plot.posToVal(left + wide, 'x'))
          plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false)
        },
      ],
    },
  }
}

function seriesOf(
  { label, tone }: PlotLook['series'][number],
  { kind, scheme }: PlotLook,
  bars: Bars,
): uPlot.Series {
  const color = colorOfTone(tone, scheme)
  if (kind === 'bars') {
    const paths = bars({ size: [0.82, 48], align: 1 })
    return { label, stroke: color, fill: color, width: 0, paths, points: { show: false } }
  }
  const points = { size: 5, fill: color, filter: lonely }
  const line: uPlot.Series = { label, stroke: color, width: 1.75, points }
  return kind === 'area' ? { ...line, fill: `${color}26` } : line
}

/** Where not all points are drawn, those that no line leads to: nobody would see them otherwise. */
function lonely(plot: uPlot, index: number, areAllShown: boolean): number[] | null {
  if (areAllShown) return null
  const values = plot.data[index] ?? []
  const found = Array.from(values, (_value, at) => at).filter(
    (at) => values[at] != null && values[at - 1] == null && values[at + 1] == null,
  )
  return found.length > 0 ? found : null
}
