import { Counter, Gauge, type Registry } from 'prom-client'
import { cacheStatuses, type CacheStatus } from './cache-outcome.ts'

/** What one operation reports about its answers. */
export interface OperationCacheMetrics {
  answered(status: CacheStatus): void
}

export interface CacheMetrics {
  operation(connector: string, operation: string): OperationCacheMetrics
}

interface Level {
  readonly bytes: number
  readonly size: number
}

/** Counts by itself and hands the counts over when they are read: prom-client looks labels up for each increment. */
export function registerCacheMetrics(registry: Registry, firstLevel: Level): CacheMetrics {
  const registers = [registry]
  const all = new Map<string, { connector: string; operation: string; counts: Record<CacheStatus, number> }>()
  new Counter({
    name: 'patchbay_cache_results_total',
    help: `Calls of operations with a cache rule, by how the cache took part: ${cacheStatuses.join(', ')}.`,
    labelNames: ['connector', 'operation', 'status'],
    registers,
    collect() {
      this.reset()
      for (const { counts, ...labels } of all.values()) {
        for (const status of cacheStatuses) this.inc({ ...labels, status }, counts[status])
      }
    },
  })
  new Gauge({
    name: 'patchbay_cache_bytes',
    help: 'Bytes of the answers that this instance holds.',
    registers,
    collect() {
      this.set(firstLevel.bytes)
    },
  })
  new Gauge({
    name: 'patchbay_cache_answers',
    help: 'Answers that this instance holds.',
    registers,
    collect() {
      this.set(firstLevel.size)
    },
  })
  return {
    operation(connector, operation) {
      const name = `${connector} ${operation}`
      const zeros = cacheStatuses.map((status) => [status, 0])
      const counts = all.get(name)?.counts ?? (Object.fromEntries(zeros) as Record<CacheStatus, number>)
      all.set(name, { connector, operation, counts })
      return {
        answered(status) {
          counts[status] += 1
        },
      }
    },
  }
}
