import type { Problem } from '@patchbay/contract'
import type { Deadline } from '../../calls/deadline.ts'
import type { SharedKey } from '../../shared-state/shared-key.ts'
import type { MaybePromise } from '../../shared-state/shared-state.ts'
import { Breaker, type BreakerOptions, type BreakerState, type Ticket } from './breaker.ts'
import { isNewer, type BreakerRecord, type RecordOrder } from './breaker-record.ts'
import { circuitOpen } from './circuit-open.ts'
import { ProbeLease, type ProbeLeaseParts } from './probe-lease.ts'
import { breakerKey, type SharedRecords } from './shared-records.ts'
import type { Verdict } from './verdict.ts'

export interface FleetBreakerParts extends ProbeLeaseParts {
  readonly options: BreakerOptions
  readonly records: SharedRecords
  /** Milliseconds since 1970. */
  readonly wall: () => number
  /** `isOwn`: decided by this instance. */
  readonly onTransition: (breaker: FleetBreaker, from: BreakerState, to: BreakerState, isOwn: boolean) => void
}

/** The breaker of one origin of one connector, in agreement with those of the other instances. */
export class FleetBreaker {
  readonly id: string
  readonly connector: string
  readonly origin: string
  /** Milliseconds from when on an attempt counts as failed. */
  readonly slow: number
  readonly #parts: FleetBreakerParts
  readonly #breaker: Breaker
  readonly #lease: ProbeLease
  readonly #key: SharedKey
  #order: RecordOrder = { manual: 0, stamp: 0, instance: '' }
  #since: number

  constructor(connector: string, origin: string, parts: FleetBreakerParts) {
    this.id = breakerId(connector, origin)
    this.connector = connector
    this.origin = origin
    this.slow = parts.options.slow
    this.#parts = parts
    this.#key = breakerKey(connector, origin)
    this.#lease = new ProbeLease(breakerKey(connector, origin, 'probe'), parts)
    this.#since = parts.wall()
    this.#breaker = new Breaker(parts.options, {
      now: parts.now,
      onTransition: (from, to, isOwn) => {
        this.#since = parts.wall()
        if (isOwn) this.#tell()
        parts.onTransition(this, from, to, isOwn)
      },
    })
  }

  get isClosed(): boolean {
    return this.#breaker.isClosed
  }

  /** Whether no attempt can be let through now, not even a probe. */
  get isHolding(): boolean {
    return this.#breaker.isHolding
  }

  /** A ticket for one attempt, to be given back by `finish`; 0 is a refusal. Without a promise while it is closed. */
  admit(deadline: Deadline): MaybePromise<Ticket> {
    const ticket = this.#breaker.enter()
    if (ticket >= 0) return ticket
    const isOurs = this.#lease.take(deadline)
    return isOurs instanceof Promise
      ? isOurs.then((isOurs) => this.#admitProbe(ticket, isOurs, deadline))
      : this.#admitProbe(ticket, isOurs, deadline)
  }

  /** What came of the attempt that the ticket was given for. `duration` is in milliseconds. */
  finish(ticket: Ticket, verdict: Verdict, duration: number, problem: Problem | undefined): void {
    const isSlow = verdict === 'success' && duration >= this.slow
    if (isSlow || verdict === 'failure') {
      const failure = isSlow ? `an answer after ${Math.round(duration)} ms` : nameOf(problem)
      this.#breaker.leave(ticket, 'failure', failure, problem?.retryAfter)
    } else this.#breaker.leave(ticket, verdict)
    if (ticket < 0) void this.#lease.end(this.#breaker.state !== 'half-open')
  }

  /** Why nothing is let through now. */
  refusal(): Problem {
    const { state, cause, probeIn } = this.#breaker
    return circuitOpen({ id: this.id, origin: this.origin, since: this.#since, state, cause, probeIn })
  }

  get state(): BreakerState {
    return this.#breaker.state
  }

  /** For people. */
  status() {
    const { state, cause, probeIn, failedProbes } = this.#breaker
    return {
      id: this.id,
      connector: this.connector,
      origin: this.origin,
      state,
      since: new Date(this.#since).toISOString(),
      attempts: cause.total,
      failures: cause.failures,
      ...(cause.last === undefined ? {} : { lastFailure: cause.last }),
      ...(state === 'open' ? { nextProbe: new Date(this.#parts.wall() + probeIn).toISOString() } : {}),
      ...(state === 'open' || state === 'half-open' ? { failedProbes } : {}),
    }
  }

  /** By an operator's hand, for the whole fleet. Nothing is let through until `reset`. */
  isolate(): void {
    this.#byHand(() => this.#breaker.isolate())
  }

  /** By an operator's hand, for the whole fleet: closed, with all failures forgotten. */
  reset(): void {
    this.#byHand(() => this.#breaker.reset())
  }

  /** Takes over what another instance says, if it is news. */
  hear(record: BreakerRecord): void {
    if (!isNewer(record, this.#order)) return
    const { manual, stamp, instance } = record
    this.#order = { manual, stamp, instance }
    const { state, failures, total, last, failedProbes } = record
    if (state === 'closed' && this.#breaker.isClosed) return
    // Clocks differ between instances, so what is left of the time is somewhere between none and all of it.
    const passed = Math.max(0, this.#parts.wall() - record.since)
    const probeIn = Math.max(0, record.probeIn - passed)
    this.#breaker.adopt(state, { cause: { failures, total, last }, probeIn, failedProbes })
    this.#since = record.since
  }

  /** Compares with what the store keeps: takes over what is newer, and writes what has got lost. */
  async sync(): Promise<void> {
    try {
      const kept = await this.#parts.records.read(this.#key)
      if (kept !== undefined && isNewer(kept, this.#order)) this.hear(kept)
      else if (kept === undefined ? !this.isClosed : isNewer(this.#order, kept)) {
        await this.#parts.records.write(this.#key, this.#record())
      }
    } catch (error) {
      this.#parts.onStoreError(error)
    }
  }

  shutdown(): void {
    this.#breaker.shutdown()
  }

  #admitProbe(ticket: Ticket, isOurs: boolean, deadline: Deadline): MaybePromise<Ticket> {
    if (!this.#breaker.isCurrent(ticket)) {
      if (isOurs) void this.#lease.end(true)
      return this.admit(deadline)
    }
    if (isOurs) return ticket
    this.#breaker.leave(ticket, 'nothing')
    return 0
  }

  #byHand(change: () => void): void {
    const { manual, stamp } = this.#order
    // Before the change, so that all it tells the others stands above what they decide by themselves.
    this.#order = { stamp, manual: Math.max(manual + 1, this.#parts.wall()), instance: this.#parts.instance }
    change()
    if (this.#order.stamp === stamp) this.#tell()
  }

  #tell(): void {
    const { records, instance, wall, onStoreError } = this.#parts
    const { manual, stamp } = this.#order
    this.#order = { manual, stamp: Math.max(stamp + 1, wall()), instance }
    records.write(this.#key, this.#record()).catch(onStoreError)
  }

  #record(): BreakerRecord {
    const { state, cause, probeIn, failedProbes } = this.#breaker
    return {
      id: this.id,
      state: state === 'half-open' ? 'open' : state,
      ...this.#order,
      since: this.#since,
      probeIn,
      failedProbes,
      failures: cause.failures,
      total: cause.total,
      ...(cause.last === undefined ? {} : { last: cause.last }),
    }
  }
}

/** `shop.example` of https, and `http:127.0.0.1:3000` of anything else, after the connector. */
export const breakerId = (connector: string, origin: string): string =>
  `${connector}:${origin.replace(/^https:\/\//, '').replace('://', ':')}`

const nameOf = (problem: Problem | undefined): string | undefined =>
  problem?.upstream?.status === undefined
    ? problem?.code
    : `${problem.code} (status ${problem.upstream.status})`
