import { EventEmitter } from 'node:events'
import CircuitBreaker from 'opossum'
import { RollingCounts } from './rolling-counts.ts'
import type { Verdict } from './verdict.ts'

export type BreakerState = 'closed' | 'open' | 'half-open' | 'isolated'

/** Times are in milliseconds. */
export interface BreakerOptions {
  /** Attempts that the window must hold before the breaker can open. */
  readonly volume: number
  /** From 0 to 1. */
  readonly errorShare: number
  readonly window: number
  readonly slow: number
  readonly reset: number
  readonly resetMax: number
}

/** What led to the state. */
export interface BreakerCause {
  readonly failures: number
  readonly total: number
  /** The last failure, such as `vendor_error (status 503)`. */
  readonly last: string | undefined
}

export interface Opening {
  readonly cause: BreakerCause
  /** Milliseconds until the next probe. */
  readonly probeIn: number
  /** How many probes have failed in a row. */
  readonly failedProbes: number
}

export interface BreakerParts {
  /** Milliseconds of a clock that nobody sets. */
  readonly now: () => number
  /** Called after each change of state. `isOwn`: decided here, not adopted. */
  readonly onTransition: (from: BreakerState, to: BreakerState, isOwn: boolean) => void
}

/** Given by `enter`: 0 is a refusal, a negative one stands for a probe. */
export type Ticket = number

// In heavy traffic half of a window takes long to fail: there the newest fifth counts by itself, with more attempts.
const recentParts = 2
const recentVolume = 5

const noCause: BreakerCause = { failures: 0, total: 0, last: undefined }

/**
 * The breaker of one origin in one process: opossum's states, timer and rolling statistics, without its `fire`, which
 * would take every attempt for a failure or a success, count what it refuses as traffic, and close on the success of
 * an attempt that began before it opened.
 */
export class Breaker {
  readonly options: BreakerOptions
  readonly #parts: BreakerParts
  readonly #counts: RollingCounts
  readonly #circuit: CircuitBreaker
  // opossum reads it each time that it opens.
  readonly #circuitOptions: CircuitBreaker.Options
  #epoch = 1
  #isProbing = false
  #isIsolated = false
  #failedProbes = 0
  #cause = noCause
  #probeAt = 0

  constructor(options: BreakerOptions, parts: BreakerParts) {
    this.options = options
    this.#parts = parts
    const rotation = new EventEmitter()
    this.#circuitOptions = {
      timeout: false,
      resetTimeout: options.reset,
      rollingCountTimeout: options.window,
      rollingPercentilesEnabled: false,
      enableSnapshots: false,
      rotateBucketController: rotation,
    }
    this.#circuit = new CircuitBreaker(nothing, this.#circuitOptions)
    this.#counts = new RollingCounts(this.#circuit, rotation, options.window, parts.now)
    this.#circuit.on('halfOpen', () => this.#onHalfOpen())
  }

  get state(): BreakerState {
    if (this.#circuit.closed) return 'closed'
    if (this.#isIsolated) return 'isolated'
    return this.#circuit.opened ? 'open' : 'half-open'
  }

  get isClosed(): boolean {
    return this.#circuit.closed
  }

  /** Open or isolated. */
  get isHolding(): boolean {
    return !this.#circuit.closed && (this.#isIsolated || this.#circuit.opened)
  }

  /** Why it is not closed; of the window where it is. */
  get cause(): BreakerCause {
    return this.#circuit.closed ? { ...this.#counts.totals(), last: this.#cause.last } : this.#cause
  }

  get failedProbes(): number {
    return this.#failedProbes
  }

  /** Milliseconds until the next probe can be sent; 0 if it can be now. */
  get probeIn(): number {
    return this.#circuit.opened ? Math.max(0, this.#probeAt - this.#parts.now()) : 0
  }

  enter(): Ticket {
    if (this.#circuit.closed) return this.#epoch
    if (this.#isIsolated || this.#circuit.opened || this.#isProbing) return 0
    this.#isProbing = true
    return -this.#epoch
  }

  /** Whether the breaker is still in the state that the ticket was given in. */
  isCurrent(ticket: Ticket): boolean {
    return Math.abs(ticket) === this.#epoch
  }

  /** What came of an attempt: each ticket is given back once. One of an earlier state changes nothing. */
  leave(ticket: Ticket, verdict: Verdict, failure?: string, retryAfter = 0): void {
    if (!this.isCurrent(ticket)) return
    if (ticket < 0) this.#leaveProbe(verdict, failure, retryAfter)
    else if (verdict === 'success') this.#counts.succeeded()
    else if (verdict === 'failure') this.#fail(failure, retryAfter)
  }

  /** Does as another instance did. */
  adopt(state: 'open' | 'closed' | 'isolated', opening: Opening): void {
    if (state === 'closed') this.#close(false)
    else this.#open(state, opening, false)
  }

  /** Refuses everything until it is closed by hand. */
  isolate(): void {
    this.#open('isolated', { cause: this.cause, probeIn: 0, failedProbes: 0 }, true)
  }

  /** Forgets all that has happened. */
  reset(): void {
    this.#close(true)
  }

  /** Ends its timer. */
  shutdown(): void {
    this.#circuit.shutdown()
  }

  #fail(failure: string | undefined, retryAfter: number): void {
    this.#counts.failed()
    const { volume, errorShare } = this.options
    const isTooMuch = ({ failures, total }: { failures: number; total: number }, volume: number): boolean =>
      total >= volume && failures >= errorShare * total
    const recent = this.#counts.totals(recentParts)
    const isSudden = isTooMuch(recent, volume * recentVolume)
    const counts = isSudden ? recent : this.#counts.totals()
    this.#cause = { ...counts, last: failure }
    if (!isSudden && !isTooMuch(counts, volume)) return
    this.#open('open', { cause: this.#cause, probeIn: this.#resetTime(0, retryAfter), failedProbes: 0 }, true)
  }

  #leaveProbe(verdict: Verdict, failure: string | undefined, retryAfter: number): void {
    this.#isProbing = false
    if (verdict === 'nothing') return
    if (verdict === 'failure') {
      const failedProbes = this.#failedProbes + 1
      const cause = { ...this.#cause, last: failure }
      this.#open('open', { cause, probeIn: this.#resetTime(failedProbes, retryAfter), failedProbes }, true)
    } else this.#close(true)
  }

  /** Doubles with each probe that fails; a vendor that names its time gets it. */
  #resetTime(failedProbes: number, retryAfter: number): number {
    const { reset, resetMax } = this.options
    return Math.min(resetMax, Math.max(reset * 2 ** failedProbes, retryAfter * 1_000))
  }

  #open(state: 'open' | 'isolated', { cause, probeIn, failedProbes }: Opening, isOwn: boolean): void {
    const from = this.state
    // opossum has no other way to end the timer of an earlier opening.
    this.#circuit.close()
    this.#begin(state === 'isolated', failedProbes)
    this.#cause = cause
    this.#probeAt = this.#parts.now() + probeIn
    this.#circuitOptions.resetTimeout = probeIn
    this.#circuit.open()
    if (from !== state) this.#parts.onTransition(from, state, isOwn)
  }

  #close(isOwn: boolean): void {
    const from = this.state
    this.#begin(false, 0)
    this.#cause = noCause
    this.#circuit.close()
    this.#counts.clear()
    if (from !== 'closed') this.#parts.onTransition(from, 'closed', isOwn)
  }

  #onHalfOpen(): void {
    if (this.#isIsolated) return
    this.#begin(false, this.#failedProbes)
    this.#parts.onTransition('open', 'half-open', false)
  }

  /** A new state: tickets of the one before are worth nothing. */
  #begin(isIsolated: boolean, failedProbes: number): void {
    this.#epoch += 1
    this.#isProbing = false
    this.#isIsolated = isIsolated
    this.#failedProbes = failedProbes
  }
}

const nothing = async (): Promise<void> => undefined
