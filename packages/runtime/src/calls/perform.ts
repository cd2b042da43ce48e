import { Problem, type FieldError } from '@patchbay/contract'
import type { Logger } from 'pino'
import type { Connection } from '../connections/connection.ts'
import type { ConnectorHost } from '../connectors/connector-host.ts'
import type { LoadedOperation } from '../connectors/loaded-connector.ts'
import type { VendorClient } from '../vendor/vendor-client.ts'
import { blameConnection } from './blame-connection.ts'
import type { Call } from './call.ts'
import { secretsOf } from './call-secrets.ts'
import type { CallMeta } from './call-result.ts'
import type { Deadline } from './deadline.ts'
import type { KeyedRun } from './idempotency/keyed-calls.ts'
import { judge } from './judge.ts'
import { RunningCall } from './running-call.ts'
import type { TermsOfCalls } from './call-terms.ts'

/** What an operation gave when it was run. */
export interface Performed {
  /** As JSON. */
  readonly data: string
  readonly meta: CallMeta
  readonly attempts: number
  /** Whether the data do not fit the operation's own schema. */
  readonly hasDrifted: boolean
}

/** Runs an operation for a call whose input was found right. Rejects with a `CallFailure`. */
export type Perform = (
  call: Call,
  connection: Connection,
  deadline: Deadline,
  /** What tells this call from others where the vendor can. Default: the id of the request. */
  keyed?: Pick<KeyedRun, 'id' | 'unknownFor'>,
) => Promise<Performed>

/** The problem that a call ends with, and what only the log is told. */
export class CallFailure extends Error {
  readonly problem: Problem
  readonly attempts: number
  /** Whether a request that must not be repeated may have had its effect. */
  readonly mayHaveActed: boolean
  /** Whether it is a fault of ours, or of the connector's code. */
  readonly isFault: boolean

  constructor(cause: unknown, call: Call, ended: Problem | undefined, running: RunningCall, isKeyed = false) {
    const { attempts, mayHaveActed } = running
    const recovers = isKeyed && call.operation.description.recovers === true
    const judged = judge(cause, ended, mayHaveActed, recovers)
    const problem = secretsOf(call)?.hideIn(judged) ?? judged
    super(problem.message, { cause })
    this.name = 'CallFailure'
    this.problem = problem
    this.attempts = attempts
    this.mayHaveActed = mayHaveActed
    // A fault of ours stays one where the caller is told first of all that a write may have happened.
    this.isFault = problem.code === 'internal' || (!Problem.is(cause) && ended === undefined)
  }
}

export interface PerformParts {
  readonly log: Logger
  readonly clientOf: (host: ConnectorHost, connection: Connection) => VendorClient
  readonly terms: Pick<TermsOfCalls, 'of'>
  readonly now: () => number
  /** Told once of each call whose answer does not fit its operation's own schema. Default: nobody is told. */
  readonly onDrift?: DriftListener
}

export type DriftListener = (call: Call, drift: readonly FieldError[], attempts: number) => void

const mostDriftErrors = 3

export function createPerform({ log, clientOf, terms, now, onDrift }: PerformParts): Perform {
  return async (call, connection, deadline, keyed) => {
    const { operation, input, requestId } = call
    const { description, connector } = operation
    const { host } = connector
    const { config } = connection
    const running = new RunningCall(call, deadline, connection, clientOf(host, connection), log)
    connection.calls.add(deadline)
    try {
      if (deadline.reason !== undefined) throw deadline.reason
      if (operation.hasCost) {
        const predicted = host.cost(description.id, input, config)
        running.predict(predicted instanceof Promise ? await predicted : predicted)
      }
      const output = await deadline.within(
        host.call(
          {
            operation: description.id,
            input,
            config,
            idempotencyKey: description.effect === 'read' ? undefined : (keyed?.id ?? requestId),
            unknownFor: keyed?.unknownFor,
            now: now(),
            answers: call.answers,
            askable: call.askable,
          },
          running,
        ),
      )
      const drift = noteDrift(operation, output, running)
      if (drift !== undefined) onDrift?.(call, drift, running.attempts)
      if (call.isPresented === true) running.noteLeft()
      return {
        data: JSON.stringify(output ?? null),
        meta: running.meta,
        attempts: running.attempts,
        hasDrifted: drift !== undefined,
      }
    } catch (error) {
      throw new CallFailure(blameConnection(error), call, deadline.reason, running, keyed !== undefined)
    } finally {
      connection.calls.remove(deadline)
      running.measure()
      terms.of(call.principal, operation).usage.spent(running.attempts, running.meta.cost)
    }
  }
}

/** A vendor that drifts is news for the operator and a warning for the caller, not a failure. */
export function noteDrift(
  operation: LoadedOperation,
  output: unknown,
  running: RunningCall,
): readonly FieldError[] | undefined {
  const drift = operation.checkOutput(output)
  if (drift === undefined) return undefined
  operation.metrics.drifted()
  for (const { path, message } of drift.slice(0, mostDriftErrors)) {
    running.report({ kind: 'warning', warning: { code: 'output_drift', message, path } })
  }
  return drift
}
