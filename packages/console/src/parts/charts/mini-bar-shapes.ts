/** One step of a trend. */
export interface MiniBar {
  readonly at: string
  readonly value: number
  /** As much of the value as failed. */
  readonly failed?: number
}

/** A bar within a box one unit high, and as wide as there are bars. */
export interface MiniBarShape {
  readonly at: string
  readonly x: number
  readonly y: number
  readonly size: number
  readonly failed: number
}

/** What is not zero is seen, however small it is beside the greatest. */
const least = 0.06

/** The bars of a trend, by its greatest value. A step without anything leaves a thin foot. */
export function miniBars(bars: readonly MiniBar[]): readonly MiniBarShape[] {
  const greatest = Math.max(1, ...bars.map(({ value }) => value))
  return bars.map(({ at, value, failed = 0 }, x) => {
    const size = value > 0 ? Math.max(least, value / greatest) : 0.02
    const failedSize = failed > 0 ? Math.max(least, failed / greatest) : 0
    const whole = Math.max(size, failedSize)
    return { at, x: x + 0.12, y: 1 - whole, size: whole, failed: failedSize }
  })
}
