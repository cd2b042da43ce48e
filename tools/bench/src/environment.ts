import { arch, availableParallelism, cpus, loadavg, platform, release } from 'node:os'

/** Where a run took place. Absolute figures mean nothing without it. */
export interface Environment {
  readonly date: string
  readonly node: string
  readonly system: string
  readonly processor: string
  readonly cores: number
  /** Whether server and load had a core each. */
  readonly isPinned: boolean
  /** Processes that wanted to run in the minute before: above about 0.5 the machine was not quiet. */
  readonly loadBefore: number
}

export function describeEnvironment(isPinned: boolean): Environment {
  return {
    date: new Date().toISOString(),
    node: process.version,
    system: `${platform()} ${release()} ${arch()}`,
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    isPinned,
    loadBefore: loadavg()[0] ?? Number.NaN,
  }
}
