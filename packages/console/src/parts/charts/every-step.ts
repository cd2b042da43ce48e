/** As much of statistics as says where their steps are. */
interface Stretch {
  readonly from: string
  readonly to: string
  /** Seconds. */
  readonly step: number
}

/**
 * Every step of the stretch with its point, and undefined where there is none: the server leaves out steps without calls,
 * and a pause is to be seen as one. Times are seconds since 1970.
 */
export function everyStep<Point extends { readonly at?: string }>(
  { from, to, step }: Stretch,
  points: readonly Point[],
): ReadonlyArray<{ readonly time: number; readonly point: Point | undefined }> {
  const known = new Map(points.map((point) => [Date.parse(point.at ?? '') / 1_000, point]))
  const [begin, end] = [Date.parse(from) / 1_000, Date.parse(to) / 1_000]
  const [first] = known.keys()
  // Steps begin at whole multiples of their length.
  const anchor = first ?? Math.floor(begin / step) * step
  const steps = []
  // The step that the stretch begins within has as much of it as there is.
  for (let time = anchor - Math.ceil((anchor - begin) / step) * step; time < end; time += step) {
    steps.push({ time, point: known.get(time) })
  }
  return steps
}
