/** As much of the bar as is filled. */
export const fillOf = (left: number): number => Math.min(1, Math.max(0, left))

/** Calm while there is plenty, and louder the nearer the end is. */
export function fillColor(left: number): 'teal' | 'yellow' | 'red' {
  if (left > 0.5) return 'teal'
  return left > 0.2 ? 'yellow' : 'red'
}
