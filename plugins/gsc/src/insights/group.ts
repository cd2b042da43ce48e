import { addRow, noSums, type Sums } from './measures.ts'
import type { Dimension, RowsInput } from './row.ts'

/** All rows that share the keys in question, added up. */
export interface Group {
  /** The keys as one text, to find the same group elsewhere. */
  readonly id: string
  readonly keys: readonly string[]
  readonly sums: Sums
}

/** Keys by the names of their dimensions. */
export type NamedKeys = { [Name in Dimension]?: string }

/** Adds up rows by some of their dimensions, so that it does not matter into how many days or devices they were split. */
export function groupRows({ rows, dimensions }: RowsInput, by: readonly Dimension[]): Group[] {
  const places = by.map((dimension) => placeOf(dimensions, dimension))
  const groups = new Map<string, Group>()
  for (const row of rows) {
    const keys = places.map((place) => row.keys[place] ?? '')
    const id = identify(keys)
    let group = groups.get(id)
    if (group === undefined) {
      group = { id, keys, sums: noSums() }
      groups.set(id, group)
    }
    addRow(group.sums, row)
  }
  return Array.from(groups.values())
}

/** One text for keys; no two lists of keys share it. */
export function identify(keys: readonly string[]): string {
  return JSON.stringify(keys)
}

export function placeOf(dimensions: readonly Dimension[], dimension: Dimension): number {
  const place = dimensions.indexOf(dimension)
  if (place === -1)
    throw new TypeError(`Rows by ${dimension} are needed, and these are by ${dimensions.join(', ')}.`)
  return place
}

/** Those of the wanted dimensions that the rows have; the first one is needed. */
export function presentOf(
  dimensions: readonly Dimension[],
  [needed, ...welcome]: readonly [Dimension, ...Dimension[]],
): Dimension[] {
  placeOf(dimensions, needed)
  return [needed, ...welcome.filter((dimension) => dimensions.includes(dimension))]
}

/** All dimensions but those of time: what is the same thing in two periods. */
export function timelessOf(dimensions: readonly Dimension[]): Dimension[] {
  return dimensions.filter((dimension) => dimension !== 'date' && dimension !== 'hour')
}

export function named(by: readonly Dimension[], keys: readonly string[]): NamedKeys {
  const result: NamedKeys = {}
  for (const [place, dimension] of by.entries()) result[dimension] = keys[place] ?? ''
  return result
}
