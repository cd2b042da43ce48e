import type { MiniBar } from '../../parts/charts/mini-bar-shapes.ts'

interface Hour {
  readonly at: string
  readonly count: number
}

export const hourBars = (hours: readonly Hour[]): readonly MiniBar[] =>
  hours.map(({ at, count }) => ({ at, value: count }))

export const sumOfHours = (hours: readonly Hour[]): number => hours.reduce((sum, { count }) => sum + count, 0)
