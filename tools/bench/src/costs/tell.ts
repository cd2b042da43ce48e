import type { Comparison } from './compare.ts'

export interface Bar {
  readonly what: string
  /** The least that both throughputs may be of what they are without. */
  readonly least: number
  readonly rate: number
}

/** Target, figures and verdict, for a terminal. */
export function tell({ what, least, rate }: Bar, { steady, full, cpu, p99 }: Comparison): string {
  const pass = steady >= least && full >= least
  return [
    `target:   throughput ${what} ≥ ${least} of that without, at ${rate} calls a second and saturated`,
    `measured: ${steady.toFixed(3)} at ${rate}/s (p99 ${p99.map((one) => one.toFixed(2)).join(' → ')} ms), ` +
      `${full.toFixed(3)} saturated (${cpu.toFixed(3)} by CPU time per call)`,
    pass ? 'pass' : 'MISSED',
  ].join('\n')
}
