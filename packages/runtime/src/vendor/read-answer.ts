import { Problem, type SentRequest, type SerializedProblem, type VendorAnswer } from '@patchbay/contract'
import type { ConnectorHost } from '../connectors/connector-host.ts'
import { classifyByStatus } from './general-classification.ts'
import type { VendorCall } from './vendor-call.ts'

/** What the answer means; undefined if it is a success. Without promises where the host needs none. */
export type AnswerReader = (
  answer: VendorAnswer,
  sent: SentRequest,
  call: VendorCall,
) => Problem | undefined | Promise<Problem | undefined>

/** Reads answers by the connector's rules, else by HTTP's; what they say of limits goes to the call. */
export function createAnswerReader(host: ConnectorHost, now: () => number): AnswerReader {
  const nameOf = (answer: VendorAnswer, named: SerializedProblem | undefined): Problem | undefined =>
    named === undefined ? classifyByStatus(answer, now()) : Problem.deserialize(named)

  return (answer, sent, call) => {
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
}
