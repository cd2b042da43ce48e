import type { Problem } from '@patchbay/contract'
import type { Logger } from 'pino'
import { endCallSpan } from './call-span.ts'
import { line } from './call-line.ts'
import type { CallResult } from './call-result.ts'
import { secretsOf } from './call-secrets.ts'
import type { CallTerms } from './call-terms.ts'
import type { Call } from './call.ts'
import type { KeptAnswer } from './idempotency/key-record.ts'
import { CallFailure } from './perform.ts'
import { withContent } from './present-answer.ts'
import { toProblem } from './to-problem.ts'

export interface CallEndsParts {
  readonly log: Logger
  readonly random: () => number
  /** Share of successful calls that are logged. */
  readonly logSample: number
  /** Milliseconds; slower calls are always logged. */
  readonly slowCall: number
  /** Told how each call failed, once secrets are hidden in it. Must not throw. Default: nobody is told. */
  readonly onFailed?: (call: Call, problem: Problem, attempts: number, cause: unknown) => void
}

type Finished = Pick<CallResult, 'attempts'> & Partial<Pick<CallResult, 'cache'>>

/** The ways in which a call ends, each of them counted, traced and logged once. */
export function createCallEnds({ log, random, logSample, slowCall, onFailed }: CallEndsParts) {
  const isLogged = (duration: number): boolean =>
    logSample >= 1 || duration > slowCall || random() < logSample

  const finish = (
    call: Call,
    { usage, metrics }: CallTerms,
    { attempts, cache }: Finished,
    begun: number,
  ): void => {
    const duration = performance.now() - begun
    metrics.finished('ok', duration / 1_000)
    usage.succeeded(cache?.status, duration / 1_000)
    if (call.ownSpan !== undefined) endCallSpan(call, call.ownSpan, 'ok', attempts, cache?.status)
    if (isLogged(duration)) log.info(line(call, 'ok', duration, attempts, cache?.status), 'call')
  }

  const succeed = (call: Call, own: CallTerms, result: CallResult, begun: number) => {
    finish(call, own, result, begun)
    return call.isPresented === true ? withContent(call, result, log) : result
  }

  const repeat = (
    call: Call,
    { usage, metrics }: CallTerms,
    answer: KeptAnswer,
    begun: number,
  ): KeptAnswer => {
    const duration = performance.now() - begun
    metrics.finished('replayed', duration / 1_000)
    usage.succeeded(undefined, duration / 1_000)
    if (call.ownSpan !== undefined) endCallSpan(call, call.ownSpan, 'replayed', 0)
    if (isLogged(duration)) log.info(line(call, 'replayed', duration, 0), 'call')
    return answer
  }

  /** The problem that the call ends with, once it is counted and logged. */
  const fail = (call: Call, { usage, metrics }: CallTerms, error: unknown, begun: number): Problem => {
    const failure = error instanceof CallFailure ? error : undefined
    const secrets = secretsOf(call)
    const problem = failure?.problem ?? toProblem(error)
    const said = secrets === undefined ? problem : secrets.hideIn(problem)
    const duration = performance.now() - begun
    metrics.finished(said.code, duration / 1_000)
    usage.failed(said.code, duration / 1_000)
    onFailed?.(call, said, failure?.attempts ?? 0, failure?.cause ?? error)
    if (call.ownSpan !== undefined) endCallSpan(call, call.ownSpan, said.code, failure?.attempts ?? 0)
    const fields = line(call, said.code, duration, failure?.attempts ?? 0)
    fields['detail'] = said.message
    fields['upstream'] = said.upstream
    if (failure?.isFault ?? said.code === 'internal') {
      const fault = call.operation.connector.maskFields({ ...fields, err: failure?.cause ?? error })
      log.error(secrets === undefined ? fault : secrets.hideInFields(fault), 'call')
    } else log.warn(fields, 'call')
    return said
  }

  return { finish, succeed, repeat, fail }
}
