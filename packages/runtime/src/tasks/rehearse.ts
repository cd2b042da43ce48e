import { Problem, type Questions } from '@patchbay/contract'
import type { Call } from '../calls/call.ts'
import type { Connection } from '../connections/connection.ts'
import type { HostServices } from '../connectors/connector-host.ts'

/** Milliseconds. Who asks at once, asks within it. */
const patience = 1_000

const nothingIsSent = (): Promise<never> =>
  Promise.reject(new Problem('cancelled', { detail: 'Nothing is sent before the questions are answered.' }))

/**
 * Runs an operation up to the first request that it would send, to find out what it asks before that. Whatever else
 * becomes of it is found out when it is really run.
 */
export async function rehearse(call: Call, { config }: Connection): Promise<Questions | undefined> {
  const { operation, input, answers, askable } = call
  const { description, connector } = operation
  const signal = AbortSignal.timeout(patience)
  const services: HostServices = {
    request: nothingIsSent,
    limits: async () => ({}),
    report: () => undefined,
    log: () => undefined,
    progress: () => undefined,
    signal,
  }
  const over = new Promise<undefined>((resolve) => signal.addEventListener('abort', () => resolve(undefined)))
  const run = connector.host.call(
    {
      operation: description.id,
      input,
      config,
      idempotencyKey: description.effect === 'read' ? undefined : call.requestId,
      now: Date.now(),
      answers,
      askable,
    },
    services,
  )
  const asked = run.then(
    () => undefined,
    (error: unknown) => (Problem.is(error) ? error.questions : undefined),
  )
  return Promise.race([asked, over])
}
