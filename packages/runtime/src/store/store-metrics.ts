import { Counter, Gauge, type Registry } from 'prom-client'
import { registerDurationHistogram, type DurationSeries } from '../telemetry/duration-histogram.ts'

/** What the store reports. */
export interface StoreMeter {
  readonly up: (isUp: boolean) => void
  readonly answered: (sql: string, seconds: number) => void
  readonly failed: () => void
}

const kinds = ['select', 'insert', 'update', 'delete', 'begin', 'commit', 'rollback', 'other'] as const
const firstWord = /^\w+/

export function createStoreMeter(registry: Registry): StoreMeter {
  const up = new Gauge({
    name: 'patchbay_store_up',
    help: 'Whether the store can be asked: 1 or 0.',
    registers: [registry],
  })
  const durations = registerDurationHistogram(
    registry,
    'patchbay_store_duration_seconds',
    'Time of one answered statement of the store, by its kind, the wait for a connection not included.',
    undefined,
    ['kind'],
  )
  const failures = new Counter({
    name: 'patchbay_store_failures_total',
    help: 'Statements of the store that could not be sent or were not answered in time.',
    registers: [registry],
  })
  const byKind = new Map<string, DurationSeries>(kinds.map((kind) => [kind, durations.series({ kind })]))
  return {
    up: (isUp) => up.set(isUp ? 1 : 0),
    answered(sql, seconds) {
      const kind = byKind.get(firstWord.exec(sql)?.[0].toLowerCase() ?? '') ?? byKind.get('other')
      kind?.observe(seconds)
    },
    failed: () => failures.inc(),
  }
}

/** For a store that nobody watches. */
export const noStoreMeter: StoreMeter = {
  up: () => undefined,
  answered: () => undefined,
  failed: () => undefined,
}
