export type Order = 'asc' | 'desc'

type Comparable = string | number | null | undefined

/** Compares what rows are sorted by. What cannot be compared stands last in either order. */
export function compareBy(a: Comparable, b: Comparable, order: Order): number {
  if (a === b) return 0
  if (a === null || a === undefined) return 1
  if (b === null || b === undefined) return -1
  return a < b === (order === 'asc') ? -1 : 1
}
