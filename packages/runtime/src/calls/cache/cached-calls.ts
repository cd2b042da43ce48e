import { Problem, type ProblemCode } from '@patchbay/contract'
import type { Logger } from 'pino'
import type { Connection } from '../../connections/connection.ts'
import type { LoadedOperation } from '../../connectors/loaded-connector.ts'
import { failureOf } from '../../telemetry/traces/within-span.ts'
import type { MaybePromise } from '../../shared-state/shared-state.ts'
import type { Call } from '../call.ts'
import { FreshResult, type CallResult } from '../call-result.ts'
import { asPartOf, spanOf } from '../call-span.ts'
import { Deadline } from '../deadline.ts'
import { CallFailure } from '../perform.ts'
import type { Answer } from './answer.ts'
import type { CacheMetrics } from './cache-metrics.ts'
import type { CompiledRule } from './cache-rule.ts'
import { createSpot, type CacheSpot } from './cache-spot.ts'
import { CachedResult } from './cached-result.ts'
import { Flights, trust, type FlightsParts } from './flights.ts'
import { Lookups } from './lookups.ts'
import type { Found } from './second-level.ts'

/** Milliseconds that an answer is held on where the shared state could not be asked. */
const trustAlone = 1_000
/** Milliseconds until a background refresh that has failed is tried again. */
const refreshPause = 1_000

/** Failures that say nothing about the data, so that an older answer is better than none. */
const bearable: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'vendor_error',
  'vendor_timeout',
  'vendor_rate_limited',
  'circuit_open',
  'overloaded',
])

export interface CachedCallsParts extends FlightsParts {
  readonly metrics: CacheMetrics
  readonly log: Logger
}

/** One call on its way through the cache. */
interface Passage {
  readonly call: Call
  readonly connection: Connection
  readonly spot: CacheSpot
  readonly key: string
}

/** Calls of operations with a cache rule. */
export class CachedCalls {
  readonly #parts: CachedCallsParts
  readonly #flights: Flights
  readonly #spots = new WeakMap<Connection, Map<LoadedOperation, CacheSpot>>()
  /** Undefined where nobody shares the state. */
  readonly #lookups: Lookups | undefined

  constructor(parts: CachedCallsParts) {
    this.#parts = parts
    this.#flights = new Flights(parts)
    const { first, second, book } = parts
    this.#lookups = second && new Lookups({ first, second, book })
  }

  /** Answers at once from what this instance holds. Throws or rejects with a `Problem` or a `CallFailure`. */
  answer(call: Call, connection: Connection, rule: CompiledRule): MaybePromise<CallResult> {
    const { first, book, now } = this.#parts
    const spot = this.#spotOf(call.operation, connection, rule)
    if (!call.cacheUse.mayStore) return this.#bypass(call, connection, spot)
    const key = spot.key(call.input)
    let held: Answer | undefined
    if (call.cacheUse.mayAnswer) {
      const time = now()
      held = first.get(key, book.stamp(spot.tags), time)
      if (held !== undefined && time < held.trustedUntil) {
        const served = this.#serve(held, call, connection, spot, key, time)
        if (served !== undefined) return served
      }
    }
    return this.#answerLater({ call, connection, spot, key }, held)
  }

  /** The result if the answer is fresh, or stale in a way that the rule allows. */
  #serve(
    answer: Answer,
    call: Call,
    connection: Connection,
    spot: CacheSpot,
    key: string,
    time: number,
  ): CachedResult | undefined {
    const { cacheUse } = call
    const age = Math.max(0, time - answer.at)
    if (age < answer.freshFor) {
      if (age > cacheUse.maxAge) return undefined
      return toResult(spot, answer, call, 'hit', age)
    }
    if (age >= answer.freshFor + answer.staleFor || cacheUse.maxAge !== Infinity) return undefined
    if (cacheUse.mayAsk && time >= answer.refreshFrom) this.#refresh({ call, connection, spot, key }, answer)
    return toResult(spot, answer, call, 'stale', age)
  }

  async #answerLater(passage: Passage, held: Answer | undefined): Promise<CachedResult> {
    const { call, spot, key } = passage
    const { cacheUse, operation } = call
    let known = held
    let stamp: Found['stamp']
    if (cacheUse.mayAnswer && this.#lookups !== undefined) {
      const found = await this.#lookups.find(spot, key)
      stamp = found.stamp
      known = this.#unlessObsolete(spot, found.wasAsked ? found.answer : held)
      if (known !== undefined) {
        known.trustedUntil = this.#parts.now() + (found.wasAsked ? trust : trustAlone)
        const served = this.#serve(known, call, passage.connection, spot, key, this.#parts.now())
        if (served !== undefined) return served
      }
    }
    if (!cacheUse.mayAsk) {
      throw new Problem('not_cached', { detail: 'There is no kept answer that this request may be given.' })
    }
    const own = new Deadline(call.timeout ?? operation.timeout)
    call.attend(own)
    try {
      const { flight, isNew } = this.#flights.take({ ...passage, stamp, mayJoin: cacheUse.mayAnswer })
      const { answer, isStored, performed } = await flight.join(own)
      const status = !isNew ? 'joined' : cacheUse.mayAnswer ? 'miss' : 'refreshed'
      spot.metrics.answered(status)
      const { attempts, meta } = performed
      const outcome = {
        status,
        age: 0,
        freshFor: answer.freshFor,
        wasStale: known !== undefined,
        isStored,
      } as const
      return new CachedResult(answer, call.requestId, outcome, isNew ? { attempts, cost: meta.cost } : {})
    } catch (error) {
      const stoodIn = this.#standIn(known, passage, error)
      if (stoodIn === undefined) throw error
      return stoodIn
    } finally {
      own.end()
    }
  }

  /** The older answer in place of a failure, if the rule has it and the caller takes it. */
  #standIn(before: Answer | undefined, { call, spot }: Passage, error: unknown): CachedResult | undefined {
    const known = this.#unlessObsolete(spot, before)
    const problem = error instanceof CallFailure ? error.problem : error
    if (known === undefined || !Problem.is(problem) || !bearable.has(problem.code)) return undefined
    const age = Math.max(0, this.#parts.now() - known.at)
    if (call.cacheUse.maxAge !== Infinity || age >= known.freshFor + known.standsInFor) return undefined
    const message = `The vendor could not be asked (${problem.code}): this answer is ${Math.floor(age / 1_000)} s old. ${problem.message}`
    const outcome = {
      status: 'stale',
      age,
      freshFor: known.freshFor,
      wasStale: true,
      isStored: false,
    } as const
    spot.metrics.answered('stale')
    return new CachedResult(
      known,
      call.requestId,
      { ...outcome, failure: problem.code },
      {
        warning: { code: 'stale', message },
        attempts: error instanceof CallFailure ? error.attempts : 0,
      },
    )
  }

  #unlessObsolete(spot: CacheSpot, answer: Answer | undefined): Answer | undefined {
    return answer?.stamp === this.#parts.book.stamp(spot.tags) ? answer : undefined
  }

  async #bypass(call: Call, connection: Connection, spot: CacheSpot): Promise<CallResult> {
    const own = new Deadline(call.timeout ?? call.operation.timeout)
    call.attend(own)
    try {
      const { data, meta, attempts } = await this.#parts.perform(call, connection, own)
      spot.metrics.answered('bypassed')
      const outcome = { status: 'bypassed', age: 0, freshFor: 0, wasStale: false, isStored: false } as const
      return new FreshResult(data, meta, attempts, outcome)
    } finally {
      own.end()
    }
  }

  /** Fetches a new answer for later calls. The call that has caused it does not wait, nor is it told how it ends. */
  #refresh(passage: Passage, answer: Answer): void {
    const { call, spot } = passage
    const { now, log } = this.#parts
    answer.refreshFrom = now() + call.operation.timeout
    const own = new Deadline(call.operation.timeout)
    const span = spanOf(call)?.child('cache refresh')
    const { flight } = this.#flights.take({
      ...passage,
      call: span?.isRecording === true ? asPartOf(span, call) : call,
      stamp: undefined,
      mayJoin: true,
    })
    flight.join(own).then(
      () => {
        own.end()
        span?.end()
      },
      (error: unknown) => {
        own.end()
        span?.end(failureOf(error instanceof CallFailure ? error.problem : error))
        answer.refreshFrom = now() + refreshPause
        const problem = error instanceof CallFailure ? error.problem : error
        const { code, message } = problem as Problem
        const { requestId, traceId, principal } = call
        const { tenant } = principal
        log.warn(
          { requestId, traceId, tenant, ...spot.place, outcome: code, detail: message },
          'refresh of a stale answer',
        )
      },
    )
  }

  #spotOf(operation: LoadedOperation, connection: Connection, rule: CompiledRule): CacheSpot {
    let spots = this.#spots.get(connection)
    if (spots === undefined) {
      spots = new Map()
      this.#spots.set(connection, spots)
    }
    let spot = spots.get(operation)
    if (spot === undefined) {
      const { book, metrics } = this.#parts
      const ofOperation = metrics.operation(operation.connector.host.description.id, operation.description.id)
      spot = createSpot(operation, rule, connection, book, ofOperation)
      spots.set(operation, spot)
    }
    return spot
  }
}

function toResult(
  spot: CacheSpot,
  answer: Answer,
  call: Call,
  status: 'hit' | 'stale',
  age: number,
): CachedResult {
  spot.metrics.answered(status)
  const { freshFor } = answer
  return new CachedResult(answer, call.requestId, { status, age, freshFor, wasStale: false, isStored: true })
}
