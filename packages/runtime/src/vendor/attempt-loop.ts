import { isRepeatable, Problem, type Effect, type SentRequest, type VendorAnswer } from '@patchbay/contract'
import type { ConnectionLimits } from '../limits/connection-limits.ts'
import { withinSpan } from '../telemetry/traces/within-span.ts'
import type { ChargedRequest } from '../limits/operation-charges.ts'
import { endAttempt, traceAttempt } from './attempt-span.ts'
import { verdictOf, verdictOfCut } from './breaker/verdict.ts'
import type { AnswerReader } from './read-answer.ts'
import { readBody } from './read-body.ts'
import { mayRepeat, retryDelay, type RetryOptions } from './retry-policy.ts'
import type { Transport } from './transport.ts'
import { isInconclusive, type VendorCall } from './vendor-call.ts'
import type { Span } from '../telemetry/traces/span.ts'
import type { VendorOrigin } from './vendor-origin.ts'
import { AttemptFailed, type WireRequest } from './wire.ts'

export interface AttemptLoopParts {
  readonly transport: Pick<Transport, 'send'>
  readonly readAnswer: AnswerReader
  readonly retry: RetryOptions
  readonly limits: ConnectionLimits
  readonly random: () => number
}

/** Sends one request, again where that is safe and can help. Rejects with a `Problem` unless the answer is a success. */
export type AttemptLoop = (
  wire: WireRequest,
  sent: SentRequest,
  origin: VendorOrigin,
  effect: Effect,
  call: VendorCall,
  charged: ChargedRequest,
) => Promise<VendorAnswer>

export function createAttemptLoop(parts: AttemptLoopParts): AttemptLoop {
  const { transport, readAnswer, retry, limits, random } = parts

  /** Milliseconds to wait before the next attempt; undefined if there is to be none. */
  const delayBefore = (
    tries: number,
    problem: Problem,
    { breaker, budget, refusals }: VendorOrigin,
    { deadline }: VendorCall,
  ): number | undefined => {
    const delay = retryDelay(tries, problem, retry, random)
    if (delay >= deadline.left) refusals.deadline()
    else if (!breaker.isClosed) refusals.breaker()
    else if (!budget.take()) refusals.budget()
    else return delay
    return undefined
  }

  return async (wire, sent, origin, effect, call, charged) => {
    const { metrics, breaker, budget } = origin
    const { deadline, span: around } = call
    budget.deposit()
    call.requests += 1
    const isFirst = call.requests === 1
    let lastProblem: Problem | undefined
    for (let tries = 1; ; tries += 1) {
      // Nobody waits for a limit, or takes from it, only to be told this.
      if (breaker.isHolding) throw refused(origin, lastProblem, around)
      const acquired = limits.acquire(call, origin.id, isFirst, charged)
      const permit = acquired instanceof Promise ? await seen(around, 'limit wait', acquired) : acquired
      const admitted = breaker.admit(deadline)
      const ticket = admitted instanceof Promise ? await seen(around, 'breaker probe', admitted) : admitted
      if (ticket === 0) {
        permit.end(false)
        throw refused(origin, lastProblem, around)
      }
      call.attempts += 1
      call.permit = permit
      const traced = around === undefined ? undefined : traceAttempt(around, wire, origin, call, tries)
      const handedOver = performance.now()
      let begun = handedOver
      let answer: VendorAnswer | undefined
      let problem: Problem | undefined
      let wasSent = true
      try {
        const wireAnswer = await transport.send(traced?.wire ?? wire, deadline)
        permit.end(true)
        begun = wireAnswer.startedAt ?? begun
        answer = readBody(wireAnswer, wire.bodyAs)
        const read = readAnswer(answer, sent, call, permit)
        problem = read instanceof Promise ? await read : read
      } catch (error) {
        permit.end(!(error instanceof AttemptFailed) || error.wasSent)
        if (error instanceof AttemptFailed) {
          ;({ problem, wasSent } = error)
          begun = error.startedAt ?? begun
        } else if (answer === undefined && Problem.is(error)) problem = error
        else {
          breaker.finish(ticket, 'nothing', 0, undefined)
          traced?.span?.end('connector')
          // A connector that cannot read the answer leaves open what it says.
          if (!isRepeatable(effect)) call.mayHaveActed = true
          throw error
        }
      }
      const ended = performance.now()
      const duration = ended - begun
      call.wasAtVendor(begun, ended)
      if (traced?.span !== undefined) {
        const status = answer?.status ?? problem?.upstream?.status
        endAttempt(traced.span, { status, queued: begun - handedOver, failure: problem?.code })
      }
      metrics.attempted(problem?.code ?? 'ok', duration / 1_000)
      const wasCut = problem !== undefined && problem === deadline.reason
      const verdict = wasCut
        ? verdictOfCut(problem, wasSent && duration >= Math.min(breaker.slow, call.timeout / 2))
        : verdictOf(problem, answer !== undefined)
      breaker.finish(ticket, verdict, duration, problem)
      if (problem === undefined) {
        if (!isRepeatable(effect)) call.mayHaveActed = true
        return answer as VendorAnswer
      }

      const isOver = tries >= retry.attempts || deadline.reason !== undefined
      const delay =
        !isOver && mayRepeat(effect, problem, wasSent) ? delayBefore(tries, problem, origin, call) : undefined
      if (delay === undefined) {
        if (wasSent && !isRepeatable(effect) && isInconclusive(problem)) call.mayHaveActed = true
        throw problem
      }
      metrics.retried()
      around?.event('retry', { 'patchbay.problem': problem.code, 'patchbay.delay': delay / 1_000 })
      lastProblem = problem
      await deadline.sleep(delay)
    }
  }
}

/** What a call gets that the breaker holds back: what the vendor said last, if it said anything. */
function refused(
  { id, breaker, refusals }: VendorOrigin,
  lastProblem: Problem | undefined,
  span: Span | undefined,
): Problem {
  span?.event('breaker refusal', { 'patchbay.origin': id })
  if (lastProblem === undefined) return breaker.refusal()
  refusals.breaker()
  return lastProblem
}

/** A wait, seen in the trace where there is one. */
const seen = <T>(span: Span | undefined, name: string, wait: Promise<T>): Promise<T> =>
  span === undefined ? wait : withinSpan(span, name, wait)
