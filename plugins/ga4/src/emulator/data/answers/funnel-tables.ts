import type { Step } from '../request/funnel-request.ts'

/** How far one user came. */
export interface Walk {
  /** First and last step, from 0 on. */
  readonly from: number
  readonly to: number
  readonly date: string
  readonly breakdown: string
  readonly next: string
}

interface Parts {
  readonly steps: readonly Step[]
  /** The segments, or all visitors without a name. */
  readonly parties: ReadonlyArray<{ readonly name: string | undefined; readonly walks: readonly Walk[] }>
  readonly breakdown: string | undefined
  readonly action: string | undefined
  readonly limits: { readonly breakdown: number; readonly next: number }
}

const took = (walks: readonly Walk[], step: number): Walk[] =>
  walks.filter(({ from, to }) => from <= step && to >= step)

const row = (dimensions: readonly string[], metrics: readonly number[]) => ({
  dimensionValues: dimensions.map((value) => ({ value })),
  metricValues: metrics.map((value) => ({ value: String(value) })),
})

/** The values that most users have. */
function leading(values: readonly string[], limit: number): string[] {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts]
    .toSorted(([one, first], [other, second]) => second - first || (one < other ? -1 : 1))
    .slice(0, limit)
    .map(([value]) => value)
}

/** Users of each step, and how many of them went on. */
export function funnelTable({ steps, parties, breakdown, limits }: Parts) {
  const groups = parties.flatMap(
    ({ name, walks }): Array<{ labels: readonly string[]; own: readonly Walk[]; isTotal: boolean }> => {
      const party = name === undefined ? [] : [name]
      if (breakdown === undefined) return [{ labels: party, own: walks, isTotal: true }]
      const values = leading(
        walks.map((walk) => walk.breakdown),
        limits.breakdown,
      )
      return [
        { labels: [...party, 'RESERVED_TOTAL'], own: walks, isTotal: true },
        ...values.map((value) => ({
          labels: [...party, value],
          own: walks.filter((walk) => walk.breakdown === value),
          isTotal: false,
        })),
      ]
    },
  )
  const rows = steps.flatMap(({ name }, step) =>
    groups.flatMap(({ labels, own, isTotal }) => {
      const here = took(own, step).length
      const isLast = step === steps.length - 1
      const on = isLast ? 0 : took(own, step).filter(({ to }) => to > step).length
      const left = isLast ? 0 : here - on
      return here === 0 && !isTotal
        ? []
        : [row([name, ...labels], [here, share(on, here), left, share(left, here)])]
    }),
  )
  return {
    dimensionHeaders: [
      { name: 'funnelStepName' },
      ...segmentHeader(parties),
      ...(breakdown === undefined ? [] : [{ name: breakdown }]),
    ],
    metricHeaders: [
      { name: 'activeUsers', type: 'TYPE_INTEGER' },
      { name: 'funnelStepCompletionRate', type: 'TYPE_FLOAT' },
      { name: 'funnelStepAbandonments', type: 'TYPE_INTEGER' },
      { name: 'funnelStepAbandonmentRate', type: 'TYPE_FLOAT' },
    ],
    rows,
    metadata: {},
  }
}

const segmentHeader = (parties: Parts['parties']): Array<{ name: string }> =>
  parties.some(({ name }) => name !== undefined) ? [{ name: 'segment' }] : []

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

/** Users of each step; by day where it is a trend, and by what they did next where that is asked. */
export function funnelVisualization({ steps, parties, action, limits }: Parts, isTrend: boolean) {
  const dimensionHeaders = [
    { name: 'funnelStepName' },
    ...segmentHeader(parties),
    ...(isTrend ? [{ name: 'date' }] : []),
    ...(action === undefined ? [] : [{ name: 'funnelStepNextAction' }]),
  ]
  const rows = steps.flatMap(({ name: stepName }, step) =>
    parties.flatMap(({ name, walks }) => {
      const dates = isTrend ? [...new Set(walks.map(({ date }) => date))].sort() : ['']
      return dates.flatMap((date) => {
        const here = took(walks, step).filter((walk) => !isTrend || walk.date === date)
        const labels = [stepName, ...(name === undefined ? [] : [name]), ...(isTrend ? [date] : [])]
        const count = row([...labels, ...(action === undefined ? [] : ['RESERVED_TOTAL'])], [here.length])
        if (action === undefined) return [count]
        const ended = here.filter(({ to }) => to === step)
        const nexts = leading(
          ended.map(({ next }) => next),
          limits.next,
        )
        const after = (next: string): number => ended.filter((walk) => walk.next === next).length
        return [count, ...nexts.map((next) => row([...labels, next], [after(next)]))]
      })
    }),
  )
  return {
    dimensionHeaders,
    metricHeaders: [{ name: 'activeUsers', type: 'TYPE_INTEGER' }],
    rows,
    metadata: {},
  }
}
