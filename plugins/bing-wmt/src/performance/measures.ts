import type { WireRow } from './rows.ts'

/** The numbers of a row. A rate or position without anything to take it from is null. */
export interface Measures {
  readonly clicks: number
  readonly impressions: number
  readonly ctr: number | null
  readonly position: number | null
  readonly clickPosition: number | null
}

/** What has been added up so far. A mean is kept as its weighted sum and its weight, so that it can go on. */
export interface Sums {
  clicks: number
  impressions: number
  positionSum: number
  positionWeight: number
  clickPositionSum: number
  clickPositionWeight: number
}

/** Bing's mark for a position that does not exist, such as that of the clicks of a row without any. */
const noPosition = -1

export function noSums(): Sums {
  return {
    clicks: 0,
    impressions: 0,
    positionSum: 0,
    positionWeight: 0,
    clickPositionSum: 0,
    clickPositionWeight: 0,
  }
}

/**
 * Adds a row of Bing's: its position weighs as much as its impressions, that of its clicks as much as its
 * clicks.
 */
export function addRow(sums: Sums, row: WireRow): void {
  sums.clicks += row.Clicks
  sums.impressions += row.Impressions
  const position = row.AvgImpressionPosition ?? row.Position ?? noPosition
  if (position !== noPosition) {
    sums.positionSum += position * row.Impressions
    sums.positionWeight += row.Impressions
  }
  const clickPosition = row.AvgClickPosition ?? noPosition
  if (clickPosition !== noPosition) {
    sums.clickPositionSum += clickPosition * row.Clicks
    sums.clickPositionWeight += row.Clicks
  }
}

export function addSums(sums: Sums, more: Sums): void {
  sums.clicks += more.clicks
  sums.impressions += more.impressions
  sums.positionSum += more.positionSum
  sums.positionWeight += more.positionWeight
  sums.clickPositionSum += more.clickPositionSum
  sums.clickPositionWeight += more.clickPositionWeight
}

export function measuresOf(sums: Sums, positionScale: number): Measures {
  return {
    clicks: sums.clicks,
    impressions: sums.impressions,
    // Bing has been seen to report more clicks than impressions, so this may exceed 1.
    ctr: quotient(sums.clicks, sums.impressions),
    position: quotient(sums.positionSum, sums.positionWeight * positionScale),
    clickPosition: quotient(sums.clickPositionSum, sums.clickPositionWeight * positionScale),
  }
}

/** To four decimals, which is a hundredth of a percent. */
function quotient(dividend: number, divisor: number): number | null {
  return divisor === 0 ? null : Math.round((dividend / divisor) * 10_000) / 10_000
}
