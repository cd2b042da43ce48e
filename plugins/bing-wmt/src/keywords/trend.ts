/** How often people searched in the week that begins with a day. */
export interface Week {
  readonly date: string
  readonly impressions: number
}

export interface Trend {
  readonly weeks: number
  readonly change: number | null
  readonly bestWeek: string
}

const span = 4

/** Whether demand rises or falls: the last weeks against as many before them. Null without any week. */
export function trendOf(weeks: readonly Week[]): Trend | null {
  const sorted = weeks.toSorted((a, b) => (a.date < b.date ? -1 : 1))
  const [first] = sorted
  if (first === undefined) return null
  const best = sorted.reduce((most, week) => (week.impressions > most.impressions ? week : most), first)
  const sum = (part: readonly Week[]) => part.reduce((total, { impressions }) => total + impressions, 0)
  const before = sum(sorted.slice(-2 * span, -span))
  const isEnough = sorted.length >= 2 * span && before > 0
  return {
    weeks: sorted.length,
    change: isEnough ? Math.round((sum(sorted.slice(-span)) / before - 1) * 1_000) / 1_000 : null,
    bestWeek: best.date,
  }
}
