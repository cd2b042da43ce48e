import {
  Problem,
  type LimitObservation,
  type SentRequest,
  type SerializedProblem,
  type VendorAnswer,
} from '@patchbay/contract'
import type { ConnectorHost } from '../connectors/connector-host.ts'
import type { Permit } from '../limits/permit.ts'
import { classifyByStatus } from './general-classification.ts'
import type { VendorCall } from './vendor-call.ts'

/** What the answer means; undefined if it is a success. Without promises where the host needs none. */
export type AnswerReader = (
  answer: VendorAnswer,
  sent: SentRequest,
  call: VendorCall,
  permit: Permit,
) => Problem | undefined | Promise<Problem | undefined>

/** Reads answers by the connector's rules, else by HTTP's; what they say of limits goes to the call and to the limits. */
export function createAnswerReader(host: ConnectorHost, now: () => number): AnswerReader {
  const nameOf = (answer: VendorAnswer, named: SerializedProblem | undefined): Problem | undefined =>
    named === undefined ? classifyByStatus(answer, now()) : Problem.deserialize(named)

  return (answer, sent, call, permit) => {
    const learned = host.learn(answer, sent)
    const classified = host.classify(answer, sent)
    if (learned instanceof Promise || classified instanceof Promise) {
      return Promise.all([learned, classified]).then(([observations, named]) =>
        heed(observations, nameOf(answer, named), call, permit),
      )
    }
    return heed(learned, nameOf(answer, classified), call, permit)
  }
}

function heed(
  observations: Readonly<Record<string, LimitObservation>> | undefined,
  problem: Problem | undefined,
  call: VendorCall,
  permit: Permit,
): Problem | undefined {
  if (observations !== undefined) call.observe(observations)
  permit.heed(observations, problem)
  return problem
}
