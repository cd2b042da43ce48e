import { Counter, Gauge, type Registry } from 'prom-client'
import { registerDurationHistogram } from '../../telemetry/duration-histogram.ts'
import type { TransformPool } from './transform-pool.ts'

/**
 * Why a thread was ended: its call was over; its memory was; it ended itself, or died of an error that nothing caught.
 */
export type KillReason = 'deadline' | 'memory' | 'crash'

/** What the transforms of one connector report. */
export interface TransformMetrics {
  /** Counts runs of one transform at one place, each with its seconds. */
  series(transform: string, place: 'inline' | 'thread'): (seconds: number) => void
  killed(reason: KillReason): void
  /** Reports the pool's size and queue from now on. */
  watch(pool: TransformPool): void
}

/** Registers the metrics of all connectors' transforms. */
export function registerTransformMetrics(registry: Registry): (connector: string) => TransformMetrics {
  const registers = [registry]
  const pools: Array<{ readonly connector: string; readonly pool: TransformPool }> = []
  const durations = registerDurationHistogram(
    registry,
    'patchbay_transform_duration_seconds',
    'Time of running one transform; in a thread, with waiting for it.',
    undefined,
    ['connector', 'transform', 'place'],
  )
  const kills = new Counter({
    name: 'patchbay_transform_kills_total',
    help: 'Threads of transforms that were ended or died at work: deadline, memory, crash.',
    labelNames: ['connector', 'reason'],
    registers,
  })
  new Gauge({
    name: 'patchbay_transform_threads',
    help: 'Threads for transforms that there are now.',
    labelNames: ['connector'],
    registers,
    collect() {
      this.reset()
      for (const { connector, pool } of pools) this.inc({ connector }, pool.threads)
    },
  })
  new Gauge({
    name: 'patchbay_transform_waiting',
    help: 'Transforms that wait for a thread now.',
    labelNames: ['connector'],
    registers,
    collect() {
      this.reset()
      for (const { connector, pool } of pools) this.inc({ connector }, pool.waiting)
    },
  })
  return (connector) => ({
    series(transform, place) {
      const series = durations.series({ connector, transform, place })
      return (seconds) => series.observe(seconds)
    },
    killed: (reason) => kills.inc({ connector, reason }),
    watch: (pool) => void pools.push({ connector, pool }),
  })
}
