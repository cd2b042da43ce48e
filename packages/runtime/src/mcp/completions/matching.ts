/** What the protocol lets one answer have. */
const most = 100

export interface Matches {
  readonly values: string[]
  readonly total: number
  readonly hasMore: boolean
}

/** The values that what was typed may become: those that begin with it, then those that have it in them. */
export function matching(values: readonly string[], typed: string): Matches {
  const wanted = typed.toLowerCase()
  const beginning: string[] = []
  const containing: string[] = []
  for (const value of new Set(values)) {
    const at = value.toLowerCase().indexOf(wanted)
    if (at === 0) beginning.push(value)
    else if (at > 0) containing.push(value)
  }
  const found = [...beginning, ...containing]
  return { values: found.slice(0, most), total: found.length, hasMore: found.length > most }
}
