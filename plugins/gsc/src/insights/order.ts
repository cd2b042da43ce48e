type Comparable = string | number | null

/** From the largest down; null stands last. */
export function descending(a: Comparable, b: Comparable): number {
  return compare(a, b, -1)
}

/** From the smallest up; null stands last. */
export function ascending(a: Comparable, b: Comparable): number {
  return compare(a, b, 1)
}

/** By code units, so that the order is the same on every machine. Breaks ties. */
export function compareKeys(a: readonly string[], b: readonly string[]): number {
  for (let index = 0; index < a.length; index += 1) {
    const order = ascending(a[index] ?? '', b[index] ?? '')
    if (order !== 0) return order
  }
  return a.length - b.length
}

function compare(a: Comparable, b: Comparable, sign: number): number {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  return a < b ? -sign : sign
}
