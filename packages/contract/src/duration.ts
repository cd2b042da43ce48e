/** A span of time as people write it: `250ms`, `30s`, `5m`, `1h`, `1d`. */
export type Duration = `${number}${'ms' | 's' | 'm' | 'h' | 'd'}`

const millisecondsPer = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** Milliseconds in a duration. Throws a RangeError on anything that is not one. */
export function milliseconds(duration: Duration): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(duration)
  if (match === null) throw new RangeError(`"${duration}" is not a duration such as 250ms, 30s, 5m, 1h or 1d`)
  return Number(match[1]) * millisecondsPer[match[2] as keyof typeof millisecondsPer]
}
