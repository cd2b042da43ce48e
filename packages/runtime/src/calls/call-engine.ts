import { Problem } from '@patchbay/contract'
import type { Connection } from '../connections/connection.ts'
import type { Connections } from '../connections/connections.ts'
import type { EndedConnection } from '../connections/ended-connection.ts'
import type { SharedKey } from '../shared-state/shared-key.ts'
import type { MaybePromise } from '../shared-state/shared-state.ts'
import { isInconclusive } from '../vendor/vendor-call.ts'
import type { AnswerCache } from './cache/answer-cache.ts'
import { FreshResult, type CallResult } from './call-result.ts'
import { secretsOf } from './call-secrets.ts'
import type { CallTerms } from './call-terms.ts'
import type { Call } from './call.ts'
import { line } from './call-line.ts'
import { createChoice } from './choose-connection.ts'
import { Deadline } from './deadline.ts'
import type { CallKey } from './idempotency/call-key.ts'
import type { KeptAnswer } from './idempotency/key-record.ts'
import type { KeyedCalls, KeyedRun } from './idempotency/keyed-calls.ts'
import { createStreams, type CallStream } from './open-stream.ts'
import { CallFailure, createPerform, type Perform, type PerformParts } from './perform.ts'
import { withContent } from './present-answer.ts'
import { toProblem } from './to-problem.ts'
import { createValidation, type CallValidation } from './validate-call.ts'

/** Runs operation calls. */
export interface CallEngine {
  /** Rejects with a `Problem` for every failure, or throws it. Answers at once what needs no waiting. */
  run(call: Call): MaybePromise<CallResult>
  /** As `run`, but once for each key of a caller; a repetition gets the answer that the first call got. */
  runOnce(call: Call, key: CallKey): Promise<CallResult | KeptAnswer>
  /** Over this connection, whatever its state, and past everything that is kept. */
  runOver(call: Call, connection: Connection): Promise<CallResult>
  /** The answer of a streamed operation, item by item. Rejects with a `Problem` if not even the first part is there. */
  stream(call: Call): Promise<CallStream>
  /**
   * Goes as far as `run` does before anything is taken, for a call that is made later. The connection that it would go
   * over. Rejects as `run` does.
   */
  check(call: Call): Promise<Connection>
  /** Goes as far as `run` does before anything is taken, sent or changed, and says what the call would mean. */
  validate(call: Call): Promise<CallValidation>
  /** Lets go of what was answered over a connection that is no more: here, or with `everywhere` in all instances. */
  forget(connection: EndedConnection, everywhere: boolean): MaybePromise<void>
  /** Calls back with the tags of what a call, on any instance, may have changed. Returns what ends it. */
  onChanged(listener: (tags: readonly SharedKey[]) => void): () => void
  close(): void
}

export interface CallEngineParts extends PerformParts {
  readonly connections: Pick<Connections, 'choose'>
  readonly keyedCalls: KeyedCalls
  /** Opens the cache of answers, which asks vendors by what it is given. */
  readonly openCache: (perform: Perform) => AnswerCache
  readonly random: () => number
  /** A problem as callers are told it: JSON in one line. */
  readonly problemText: (problem: Problem, call: Call) => string
  /** Told how each call failed, once secrets are hidden in it. Must not throw. Default: nobody is told. */
  readonly onFailed?: (call: Call, problem: Problem, attempts: number, cause: unknown) => void
  /** Share of successful calls that are logged. */
  readonly logSample: number
  /** Milliseconds; slower calls are always logged. */
  readonly slowCall: number
}

export function createCallEngine(parts: CallEngineParts): CallEngine {
  const { log, connections, keyedCalls, terms, random, logSample, slowCall } = parts
  const { choose, checkInput, letOver } = createChoice(connections)
  const validate = createValidation({ ...parts, choose })
  const perform = createPerform(parts)
  const openStream = createStreams(parts)
  const cache = parts.openCache(perform)
  const isLogged = (duration: number): boolean =>
    logSample >= 1 || duration > slowCall || random() < logSample

  const finish = (
    call: Call,
    usage: CallTerms['usage'],
    { attempts, cache }: Finished,
    begun: number,
  ): void => {
    const duration = performance.now() - begun
    call.operation.metrics.finished('ok', duration / 1_000)
    usage.succeeded(cache?.status, duration / 1_000)
    if (isLogged(duration)) log.info(line(call, 'ok', duration, attempts, cache?.status), 'call')
  }

  const succeed = (call: Call, { usage }: CallTerms, result: CallResult, begun: number) => {
    finish(call, usage, result, begun)
    return call.isPresented === true ? withContent(call, result, log) : result
  }

  const repeat = (call: Call, { usage }: CallTerms, answer: KeptAnswer, begun: number): KeptAnswer => {
    const duration = performance.now() - begun
    call.operation.metrics.finished('replayed', duration / 1_000)
    usage.succeeded(undefined, duration / 1_000)
    if (isLogged(duration)) log.info(line(call, 'replayed', duration, 0), 'call')
    return answer
  }

  /** The problem that the call ends with, once it is counted and logged. */
  const fail = (call: Call, { usage }: CallTerms, error: unknown, begun: number): Problem => {
    const failure = error instanceof CallFailure ? error : undefined
    const secrets = secretsOf(call)
    const problem = failure?.problem ?? toProblem(error)
    const said = secrets === undefined ? problem : secrets.hideIn(problem)
    const duration = performance.now() - begun
    call.operation.metrics.finished(said.code, duration / 1_000)
    usage.failed(said.code, duration / 1_000)
    parts.onFailed?.(call, said, failure?.attempts ?? 0, failure?.cause ?? error)
    const fields = line(call, said.code, duration, failure?.attempts ?? 0)
    fields['detail'] = said.message
    fields['upstream'] = said.upstream
    if (failure?.isFault ?? said.code === 'internal') {
      const fault = call.operation.connector.maskFields({ ...fields, err: failure?.cause ?? error })
      log.error(secrets === undefined ? fault : secrets.hideInFields(fault), 'call')
    } else log.warn(fields, 'call')
    return said
  }

  /** An operation whose answers are not kept. What it changes makes other answers obsolete. */
  const runUncached = async (call: Call, connection: Connection, keyed?: KeyedRun): Promise<CallResult> => {
    const { operation } = call
    const deadline = new Deadline(call.timeout ?? operation.timeout)
    let mayHaveChanged = operation.description.effect !== 'read'
    try {
      call.attend(deadline)
      const { data, meta, attempts } = await perform(call, connection, deadline, keyed)
      const result = new FreshResult(data, meta, attempts)
      if (keyed !== undefined) await keyed.succeeded(result.envelope())
      return result
    } catch (error) {
      const failure = error instanceof CallFailure ? error : undefined
      const problem = failure?.problem ?? toProblem(error)
      const mayHaveActed = failure?.mayHaveActed === true
      mayHaveChanged &&= mayHaveActed || isInconclusive(problem)
      // What is kept is what the caller is told, which shows no secret.
      if (keyed !== undefined) await keyed.failed(secretsOf(call)?.hideIn(problem) ?? problem, mayHaveActed)
      throw error
    } finally {
      deadline.end()
      if (mayHaveChanged) {
        const told = cache.invalidate(operation, connection)
        if (told instanceof Promise) await told
      }
    }
  }

  /** Counts a call that is let through, if its quota has room. */
  const admit = ({ quota, usage }: CallTerms): MaybePromise<void> => {
    const entered = quota?.enter()
    if (entered instanceof Promise) return entered.then(() => usage.admit())
    usage.admit()
  }

  const answer = (call: Call, connection: Connection): MaybePromise<CallResult> => {
    const { cacheRule, description } = call.operation
    if (cacheRule !== undefined) return cache.answer(call, connection, cacheRule)
    if (description.effect === 'read' && !call.cacheUse.mayAsk) {
      throw new Problem('not_cached', { detail: 'The answers of this operation are never kept.' })
    }
    return runUncached(call, connection)
  }

  const start = (call: Call, own: CallTerms): MaybePromise<CallResult> => {
    const connection = choose(call, own)
    return connection instanceof Promise
      ? connection.then((chosen) => enter(call, own, chosen))
      : enter(call, own, connection)
  }

  const enter = (call: Call, own: CallTerms, connection: Connection): MaybePromise<CallResult> => {
    const admitted = admit(own)
    return admitted instanceof Promise
      ? admitted.then(() => answer(call, connection))
      : answer(call, connection)
  }

  return {
    run(call) {
      const begun = performance.now()
      const own = terms.of(call.principal, call.operation)
      let result: MaybePromise<CallResult>
      try {
        result = start(call, own)
      } catch (error) {
        throw fail(call, own, error, begun)
      }
      if (!(result instanceof Promise)) return succeed(call, own, result, begun)
      return result.then(
        (late) => succeed(call, own, late, begun),
        (error: unknown) => {
          throw fail(call, own, error, begun)
        },
      )
    },
    async runOnce(call, key) {
      const begun = performance.now()
      const own = terms.of(call.principal, call.operation)
      try {
        const connection = await choose(call, own)
        await admit(own)
        const admitted = await keyedCalls.admit(call, connection, key)
        if ('status' in admitted) return repeat(call, own, admitted, begun)
        return succeed(call, own, await runUncached(call, connection, admitted), begun)
      } catch (error) {
        throw fail(call, own, error, begun)
      }
    },
    async runOver(call, connection) {
      const begun = performance.now()
      const own = terms.of(call.principal, call.operation)
      try {
        if (own.refusal !== undefined) throw own.refusal()
        checkInput(call)
        letOver(call, own, connection)
        await admit(own)
        return succeed(call, own, await runUncached(call, connection), begun)
      } catch (error) {
        throw fail(call, own, error, begun)
      }
    },
    async check(call) {
      const begun = performance.now()
      const own = terms.of(call.principal, call.operation)
      try {
        return await choose(call, own)
      } catch (error) {
        throw fail(call, own, error, begun)
      }
    },
    async stream(call) {
      const begun = performance.now()
      const own = terms.of(call.principal, call.operation)
      try {
        const connection = await choose(call, own)
        await admit(own)
        return await openStream(call, connection, {
          succeeded: (attempts) => finish(call, own.usage, { attempts }, begun),
          failed: (error) => parts.problemText(fail(call, own, error, begun), call),
        })
      } catch (error) {
        throw fail(call, own, error, begun)
      }
    },
    validate,
    forget: (connection, everywhere) => cache.forget(connection, everywhere),
    onChanged: (listener) => cache.onInvalidated(listener),
    close: () => cache.close(),
  }
}

type Finished = Pick<CallResult, 'attempts'> & Partial<Pick<CallResult, 'cache'>>
