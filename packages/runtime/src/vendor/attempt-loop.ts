import {
  isRepeatable,
  Problem,
  type Effect,
  type SentRequest,
  type SerializedProblem,
  type VendorAnswer,
} from '@patchbay/contract'
import type { Deadline } from '../calls/deadline.ts'
import type { ConnectorHost } from '../connectors/connector-host.ts'
import { classifyByStatus } from './general-classification.ts'
import { readBody } from './read-body.ts'
import { mayRepeat, retryDelay, type RetryOptions } from './retry-policy.ts'
import { type Transport } from './transport.ts'
import { AttemptFailed, type WireRequest } from './wire.ts'
import { isInconclusive, type VendorCall } from './vendor-call.ts'
import type { VendorOrigin } from './vendor-origin.ts'

export interface AttemptLoopParts {
  readonly host: ConnectorHost
  readonly transport: Pick<Transport, 'send'>
  readonly retry: RetryOptions
  readonly random: () => number
  readonly now: () => number
}

/** Sends one request, again where that is safe and can help. Rejects with a `Problem` unless the answer is a success. */
export type AttemptLoop = (
  wire: WireRequest,
  sent: SentRequest,
  origin: VendorOrigin,
  effect: Effect,
  call: VendorCall,
) => Promise<VendorAnswer>

export function createAttemptLoop(parts: AttemptLoopParts): AttemptLoop {
  const { host, transport, retry, random, now } = parts

  const nameOf = (answer: VendorAnswer, named: SerializedProblem | undefined): Problem | undefined =>
    named === undefined ? classifyByStatus(answer, now()) : Problem.deserialize(named)

  /** What the answer means; undefined if it is a success. Without promises where the host needs none. */
  const readAnswer = (
    answer: VendorAnswer,
    sent: SentRequest,
    call: VendorCall,
  ): Problem | undefined | Promise<Problem | undefined> => {
    const learned = host.learn(answer, sent)
    const classified = host.classify(answer, sent)
    if (learned instanceof Promise || classified instanceof Promise) {
      return Promise.all([learned, classified]).then(([observations, named]) => {
        if (observations !== undefined) call.observe(observations)
        return nameOf(answer, named)
      })
    }
    if (learned !== undefined) call.observe(learned)
    return nameOf(answer, classified)
  }

  const attempt = async (wire: WireRequest, deadline: Deadline): Promise<VendorAnswer | AttemptFailed> => {
    try {
      return readBody(await transport.send(wire, deadline), wire.bodyAs)
    } catch (error) {
      if (error instanceof AttemptFailed) return error
      if (Problem.is(error)) return new AttemptFailed(error, true)
      throw error
    }
  }

  return async (wire, sent, { metrics }, effect, call) => {
    const { deadline } = call
    for (let tries = 1; ; tries += 1) {
      call.attempts += 1
      const begun = performance.now()
      const outcome = await attempt(wire, deadline)
      let problem: Problem | undefined
      let wasSent = true
      if (outcome instanceof AttemptFailed) {
        ;({ problem, wasSent } = outcome)
      } else {
        try {
          const read = readAnswer(outcome, sent, call)
          problem = read instanceof Promise ? await read : read
        } catch (error) {
          // A connector that cannot read the answer leaves open what it says.
          if (!isRepeatable(effect)) call.mayHaveActed = true
          throw error
        }
        if (problem === undefined) {
          metrics.attempted('ok', (performance.now() - begun) / 1_000)
          if (!isRepeatable(effect)) call.mayHaveActed = true
          return outcome
        }
      }
      metrics.attempted(problem.code, (performance.now() - begun) / 1_000)

      const isOver = tries >= retry.attempts || deadline.reason !== undefined
      if (!isOver && mayRepeat(effect, problem, wasSent)) {
        const delay = retryDelay(tries, problem, retry, random)
        if (delay < deadline.left) {
          metrics.retried()
          await deadline.sleep(delay)
          continue
        }
      }
      if (wasSent && !isRepeatable(effect) && isInconclusive(problem)) call.mayHaveActed = true
      throw problem
    }
  }
}
