import { Counter, Gauge, type Registry } from 'prom-client'
import { registerDurationHistogram } from '../telemetry/duration-histogram.ts'

/** What one verb of a store reports. */
export interface VerbMeter {
  answered(seconds: number): void
  failed(): void
}

/** What the shared state reports. */
export interface SharedStateMeter {
  up(isUp: boolean): void
  /** The same for each name: keep what is given, since finding it is slow. */
  verb(name: string): VerbMeter
}

// A store nearby answers in a fraction of a millisecond.
const upperBounds = [0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25]

export function createSharedStateMeter(registry: Registry): SharedStateMeter {
  const up = new Gauge({
    name: 'patchbay_shared_state_up',
    help: 'Whether the shared state can be asked: 1 or 0.',
    registers: [registry],
  })
  const durations = registerDurationHistogram(
    registry,
    'patchbay_shared_state_duration_seconds',
    'Time of one answered call of the shared state, by verb.',
    upperBounds,
    ['verb'],
  )
  const failures = new Counter({
    name: 'patchbay_shared_state_failures_total',
    help: 'Calls of the shared state that were refused or not answered in time, by verb.',
    labelNames: ['verb'],
    registers: [registry],
  })
  return {
    up: (isUp) => up.set(isUp ? 1 : 0),
    verb(name) {
      const series = durations.series({ verb: name })
      const failed = failures.labels(name)
      return { answered: (seconds) => series.observe(seconds), failed: () => failed.inc() }
    },
  }
}

/** For a state that nobody watches. */
export const noMeter: SharedStateMeter = {
  up: () => undefined,
  verb: () => ({ answered: () => undefined, failed: () => undefined }),
}
