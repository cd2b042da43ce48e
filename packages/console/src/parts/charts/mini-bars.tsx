import { cssColorOfTone, type Tone } from './chart-colors.ts'
import classes from './chart.module.css'
import { miniBars, type MiniBar } from './mini-bar-shapes.ts'

interface MiniBarsProps {
  readonly bars: readonly MiniBar[]
  /** What they show, in words with figures. */
  readonly label: string
  readonly tone?: Tone
  readonly height?: number
}

/** A trend at one glance: a bar for each step, with the part that failed in red at its foot. */
export function MiniBars({ bars, label, tone = 'good', height = 36 }: MiniBarsProps) {
  const width = Math.max(1, bars.length)
  return (
    <svg
      className={classes.bars}
      viewBox={`0 0 ${width} 1`}
      height={height}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {miniBars(bars).map(({ at, x, y, size, failed }) => (
        <g key={at}>
          <rect x={x} y={y} width={0.76} height={size} fill={cssColorOfTone(tone)} opacity={0.75} />
          {failed > 0 && (
            <rect x={x} y={1 - failed} width={0.76} height={failed} fill={cssColorOfTone('patchbay')} />
          )}
        </g>
      ))}
    </svg>
  )
}
