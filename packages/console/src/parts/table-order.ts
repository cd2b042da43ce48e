/** What rows are put in order by. Null stands for no figure, which comes last in both directions. */
export type Rank = number | string | null

export interface TableOrder {
  /** Key of the column. */
  readonly by: string
  readonly direction: 'ascending' | 'descending'
}

const compare = (one: Rank, other: Rank): number =>
  typeof one === 'number' && typeof other === 'number'
    ? one - other
    : String(one).localeCompare(String(other), 'en', { numeric: true })

/** The rows in that order; equal ones stay as they came. */
export function ordered<Row>(
  rows: readonly Row[],
  rankOf: (row: Row) => Rank,
  direction: TableOrder['direction'],
): readonly Row[] {
  const sign = direction === 'ascending' ? 1 : -1
  return rows.toSorted((a, b) => {
    const [one, other] = [rankOf(a), rankOf(b)]
    if (one === null || other === null) return Number(one === null) - Number(other === null)
    return sign * compare(one, other)
  })
}

/** The order after a column's head was pressed: figures begin with the greatest, words with the first. */
export function nextOrder(order: TableOrder | undefined, by: string, isFigure: boolean): TableOrder {
  const first = isFigure ? 'descending' : 'ascending'
  if (order?.by !== by) return { by, direction: first }
  return { by, direction: order.direction === 'ascending' ? 'descending' : 'ascending' }
}
