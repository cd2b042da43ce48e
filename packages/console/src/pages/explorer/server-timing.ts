/** A stretch of a call. Times are milliseconds since it began. */
export interface Phase {
  readonly name: string
  readonly start: number
  readonly duration: number
  readonly description?: string
}

/** Where the time of a call went. */
export interface ServerTiming {
  /** Milliseconds. */
  readonly total: number
  readonly phases: readonly Phase[]
  /** What has no duration, such as what the cache did. */
  readonly facts: ReadonlyArray<{ readonly name: string; readonly description: string }>
}

const entry = /([\w-]+)((?:\s*;\s*[\w-]+\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s;,"]+))*)\s*(?:,|$)/g
const parameter = /;\s*([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]+))/g

/**
 * Reads the header Server-Timing (https://www.w3.org/TR/server-timing/) as Patchbay writes it, with a `start` beside each
 * `dur`. What cannot be read is passed over; undefined if nothing says how long all of it took.
 */
export function readServerTiming(header: string | null | undefined): ServerTiming | undefined {
  let total: number | undefined
  const phases: Phase[] = []
  const facts: Array<ServerTiming['facts'][number]> = []
  for (const [, name = '', rest = ''] of (header ?? '').matchAll(entry)) {
    const { start, dur, desc } = parametersIn(rest)
    const [from, duration] = [amountIn(start), amountIn(dur)]
    const described = desc === undefined ? {} : { description: desc }
    if (name === 'total') total = duration
    else if (from !== undefined && duration !== undefined) {
      phases.push({ name, start: from, duration, ...described })
    } else if (desc !== undefined) facts.push({ name, description: desc })
  }
  return total === undefined ? undefined : { total, phases, facts }
}

/** Milliseconds in which at least one attempt was at the vendor: attempts may overlap. */
export function vendorTime({ phases }: ServerTiming): number {
  let time = 0
  let until = 0
  for (const { start, duration } of phases
    .filter(({ name }) => name === 'attempt')
    .toSorted((one, other) => one.start - other.start)) {
    time += Math.max(0, start + duration - Math.max(start, until))
    until = Math.max(until, start + duration)
  }
  return time
}

function parametersIn(text: string): Readonly<Record<string, string | undefined>> {
  const found: Record<string, string> = {}
  for (const [, name = '', quoted, plain = ''] of text.matchAll(parameter)) {
    found[name] = quoted === undefined ? plain : quoted.replaceAll(/\\(.)/g, '$1')
  }
  return found
}

function amountIn(text: string | undefined): number | undefined {
  const amount = text === undefined ? Number.NaN : Number(text)
  return Number.isFinite(amount) && amount >= 0 ? amount : undefined
}
