import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { ChartData } from './chart-series.ts'
import { stacked } from './chart-series.ts'
import { plotOptions, type PlotActs, type PlotLook } from './plot-options.ts'

export interface PlotProps extends Omit<PlotLook, 'series'> {
  readonly data: ChartData
  readonly width: number
  /** Seconds since 1970. */
  readonly span: readonly [number, number]
  /** Which point the pointer is at, and how far from the left it is. */
  readonly onHover: (index: number | null, left: number) => void
  readonly onZoom: (from: number, to: number) => void
}

/** Draws on a canvas. Loaded when a chart is first shown. */
export default function Plot({ data, kind, scheme, format, least, width, span, onHover, onZoom }: PlotProps) {
  const host = useRef<HTMLDivElement>(null)
  const drawn = useRef<uPlot>(null)
  // What changes with each answer is looked up when it is used, so that the canvas lasts.
  const current = useRef({ span, onHover, onZoom, data, width, format })
  current.current = { span, onHover, onZoom, data, width, format }
  const labels = data.series.map(({ label, tone }) => `${label} ${tone}`).join()

  useEffect(() => {
    if (host.current === null) return
    const { data: first } = current.current
    const shown = kind === 'bars' ? first.series.toReversed() : first.series
    const acts: PlotActs = {
      span: () => current.current.span,
      onHover: ({ cursor }) => current.current.onHover(cursor.idx ?? null, cursor.left ?? -1),
      onZoom: (from, to) => current.current.onZoom(from, to),
    }
    const look: PlotLook = {
      kind,
      series: shown,
      scheme,
      format: (value) => current.current.format(value),
      least,
    }
    const { bars } = uPlot.paths
    if (bars === undefined) return
    const options = plotOptions(look, acts, current.current.width, bars)
    const plot = new uPlot(options, aligned(first, kind), host.current)
    drawn.current = plot
    return () => {
      drawn.current = null
      plot.destroy()
    }
  }, [kind, scheme, least, labels])

  useEffect(() => drawn.current?.setData(aligned(data, kind)), [data, kind])
  useEffect(() => {
    const plot = drawn.current
    plot?.setSize({ width, height: plot.height })
  }, [width])

  return <div ref={host} />
}

function aligned({ times, series }: ChartData, kind: PlotLook['kind']): uPlot.AlignedData {
  const values = kind === 'bars' ? stacked(series) : series.map((one) => one.values)
  return [[...times], ...values.map((one) => [...one])]
}
