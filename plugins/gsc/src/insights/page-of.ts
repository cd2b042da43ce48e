/**
 * The elements that a sorted list has from an offset on, without sorting all of it: of many thousand rows, a caller
 * sees a hundred. The order has to leave no ties.
 */
export function pageOf<Element>(
  list: Iterable<Element>,
  offset: number | undefined,
  limit: number,
  compare: (a: Element, b: Element) => number,
): Element[] {
  const start = offset ?? 0
  const count = start + limit
  if (limit <= 0) return []
  const kept: Element[] = []
  let last: Element | undefined
  for (const element of list) {
    if (last !== undefined && compare(element, last) >= 0) continue
    kept.push(element)
    if (kept.length < 2 * count) continue
    kept.sort(compare)
    kept.length = count
    last = kept[count - 1]
  }
  return kept.sort(compare).slice(start, count)
}
