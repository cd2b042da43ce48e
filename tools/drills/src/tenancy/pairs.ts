/** What names something that is there, and what has the same form and names nothing. */
export interface Pair {
  readonly kind: string
  readonly there: string
  readonly missing: string
}

/** An id of the same form, of nothing: the last half of its letters and digits are others. */
export const standIn = (id: string): string => {
  const half = Math.ceil(id.length / 2)
  return id.slice(0, half) + id.slice(half).replace(/[A-Za-z0-9]/g, (letter) => (letter === 'x' ? 'y' : 'x'))
}
