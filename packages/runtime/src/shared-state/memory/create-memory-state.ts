import type { SharedCache } from '../shared-cache.ts'
import type { SharedLeases } from '../shared-leases.ts'
import type { SharedLimits } from '../shared-limits.ts'
import type { SharedMessages } from '../shared-messages.ts'
import type { Settled } from '../settled.ts'
import type { Availability, SharedState } from '../shared-state.ts'
import type { SharedValues } from '../shared-values.ts'
import type { Clock } from './clock.ts'
import { MemoryCache } from './memory-cache.ts'
import { MemoryLeases } from './memory-leases.ts'
import { MemoryLimits } from './memory-limits.ts'
import { MemoryMessages } from './memory-messages.ts'
import { MemoryValues } from './memory-values.ts'

export interface MemoryStateOptions {
  /** Milliseconds; stands in for all time, so that tests need not wait. Default: monotonic, and the wall for periods. */
  readonly now?: () => number
  /** Most bytes of the cache. Default: 64 MiB. */
  readonly cacheBytes?: number
}

/** The state of one process, which shares it with nobody. Every verb answers at once. */
export interface MemoryState extends SharedState {
  readonly kind: 'memory'
  readonly limits: Settled<SharedLimits>
  readonly values: Settled<SharedValues>
  readonly leases: Settled<SharedLeases>
  readonly cache: Settled<SharedCache>
  readonly messages: Settled<SharedMessages>
}

const alwaysUp: Availability = { isUp: true, instances: 1, onChange: () => () => undefined }

export function createMemoryState({ now, cacheBytes = 67_108_864 }: MemoryStateOptions = {}): MemoryState {
  const clock: Clock = { now: now ?? (() => performance.now()), wall: now ?? Date.now }
  const messages = new MemoryMessages()
  return {
    kind: 'memory',
    limits: new MemoryLimits(clock),
    values: new MemoryValues(clock),
    leases: new MemoryLeases(clock),
    cache: new MemoryCache(cacheBytes, clock),
    messages,
    availability: alwaysUp,
    close: async () => messages.end(),
  }
}
