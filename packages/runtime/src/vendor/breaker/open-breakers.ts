import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import { inMilliseconds } from '../../configuration/durations.ts'
import type { Settings } from '../../configuration/settings.ts'
import type { SharedState } from '../../shared-state/shared-state.ts'
import type { BreakerState } from './breaker.ts'
import { registerBreakerMetrics } from './breaker-metrics.ts'
import { breakerId, FleetBreaker, type FleetBreakerParts } from './fleet-breaker.ts'
import { SharedRecords } from './shared-records.ts'

/** A breaker has changed its state. */
export interface BreakerTransition {
  readonly breaker: FleetBreaker
  readonly from: BreakerState
  readonly to: BreakerState
  /** Whether this instance decided it; else it heard of it, or its time had come. */
  readonly isOwn: boolean
}

/** All breakers of this instance. */
export interface Breakers {
  /** The same one for every connection and major that leads to the origin. */
  of(connector: string, origin: string): FleetBreaker
  /** Those of origins that connections of this tenant lead to; all if none is given. */
  list(tenant?: string): readonly FleetBreaker[]
  /** A connection of the tenant leads to the origin: an address can tell whose it is. */
  usedBy(tenant: string, connector: string, origin: string): void
  find(id: string): FleetBreaker | undefined
  readonly events: EventEmitter<{ transition: [BreakerTransition] }>
  close(): void
}

export interface BreakersParts {
  readonly settings: Settings
  readonly state: SharedState
  readonly registry: Registry
  readonly log: Logger
  /** Milliseconds since 1970. */
  readonly wall: () => number
  /** Milliseconds of a clock that nobody sets. Default: that of the process. */
  readonly now?: () => number
}

// How often to compare with the store, for messages that got lost.
const syncInterval = 5_000

export function openBreakers(parts: BreakersParts): Breakers {
  const { settings, state, log, wall, now = () => performance.now() } = parts
  const events = new EventEmitter<{ transition: [BreakerTransition] }>()
  const records = new SharedRecords(state)
  const byId = new Map<string, FleetBreaker>()
  const countChange = registerBreakerMetrics(parts.registry, () => byId.values())
  const users = new Map<string, Set<string>>()
  const breakerParts: FleetBreakerParts = {
    options: {
      volume: settings.breakerVolume,
      errorShare: settings.breakerErrorShare,
      window: inMilliseconds(settings.breakerWindow),
      slow: inMilliseconds(settings.breakerSlow),
      reset: inMilliseconds(settings.breakerReset),
      resetMax: inMilliseconds(settings.breakerResetMax),
    },
    state,
    records,
    instance: randomUUID(),
    now,
    wall,
    onTransition(breaker, from, to, isOwn) {
      const { connector, origin } = breaker
      countChange(connector, to)
      const { attempts, failures, lastFailure, nextProbe } = breaker.status()
      const fields = { connector, origin, from, to, isOwn, attempts, failures, lastFailure, nextProbe }
      if (to === 'closed' || to === 'half-open') log.info(fields, 'breaker')
      else log.warn(fields, 'breaker')
      events.emit('transition', { breaker, from, to, isOwn })
    },
    onStoreError: (error) => log.debug({ err: error }, 'the state of a breaker was not shared'),
  }
  const syncAll = (): void => {
    if (state.availability.isUp) for (const breaker of byId.values()) void breaker.sync()
  }
  const timer = state.kind === 'memory' ? undefined : setInterval(syncAll, syncInterval).unref()
  const unsubscribe = records.subscribe((record) => byId.get(record.id)?.hear(record))
  const stopWatching = state.availability.onChange((isUp) => isUp && syncAll())

  return {
    of(connector, origin) {
      const known = byId.get(breakerId(connector, origin))
      if (known !== undefined) return known
      const breaker = new FleetBreaker(connector, origin, breakerParts)
      byId.set(breaker.id, breaker)
      void breaker.sync()
      return breaker
    },
    list(tenant) {
      const all = [...byId.values()]
      return tenant === undefined ? all : all.filter(({ id }) => users.get(id)?.has(tenant) === true)
    },
    usedBy(tenant, connector, origin) {
      const id = breakerId(connector, origin)
      users.set(id, (users.get(id) ?? new Set()).add(tenant))
    },
    find: (id) => byId.get(id),
    events,
    close() {
      clearInterval(timer)
      unsubscribe()
      stopWatching()
      for (const breaker of byId.values()) breaker.shutdown()
    },
  }
}
