import type { Row } from './row.ts'

/** The numbers of a row or of many. A rate or a position without anything to take it from is null. */
export interface Measures {
  clicks: number
  impressions: number
  ctr: number | null
  position: number | null
}

/** What has been added up so far. A mean is kept as its weighted sum and its weight, so that it can go on. */
export interface Sums {
  clicks: number
  impressions: number
  positionSum: number
  positionWeight: number
}

export function noSums(): Sums {
  return { clicks: 0, impressions: 0, positionSum: 0, positionWeight: 0 }
}

/** Adds a row: its position weighs as much as its impressions. */
export function addRow(sums: Sums, row: Row): void {
  sums.clicks += row.clicks
  sums.impressions += row.impressions
  if (row.position !== undefined) {
    sums.positionSum += row.position * row.impressions
    sums.positionWeight += row.impressions
  }
}

export function addSums(sums: Sums, more: Sums): void {
  sums.clicks += more.clicks
  sums.impressions += more.impressions
  sums.positionSum += more.positionSum
  sums.positionWeight += more.positionWeight
}

/** The sums of all of them. */
export function sumOf(parts: Iterable<{ readonly sums: Sums }>): Sums {
  const total = noSums()
  for (const { sums } of parts) addSums(total, sums)
  return total
}

export function sumRows(rows: readonly Row[]): Sums {
  const total = noSums()
  for (const row of rows) addRow(total, row)
  return total
}

export function measuresOf(sums: Sums): Measures {
  return {
    clicks: sums.clicks,
    impressions: sums.impressions,
    ctr: quotient(sums.clicks, sums.impressions),
    position: quotient(sums.positionSum, sums.positionWeight),
  }
}

/** Rounded; null where there is nothing to divide by. */
export function quotient(dividend: number, divisor: number): number | null {
  return divisor === 0 ? null : round(dividend / divisor)
}

/**
 * To six decimals. Sums of fractions depend in their last digits on the order in which they were added; what is
 * rounded does not, and neither does an order that is built on it.
 */
export function round(value: number): number {
  const rounded = Math.round(value * 1_000_000) / 1_000_000
  return rounded === 0 ? 0 : rounded
}
