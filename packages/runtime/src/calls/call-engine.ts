import { Problem } from '@patchbay/contract'
import type { Logger } from 'pino'
import type { Connection } from '../connections/connection.ts'
import type { Connections } from '../connections/connections.ts'
import type { ConnectorHost } from '../connectors/connector-host.ts'
import type { LoadedOperation } from '../connectors/loaded-connector.ts'
import type { MaybePromise } from '../shared-state/shared-state.ts'
import type { Metrics } from '../telemetry/metrics.ts'
import type { VendorClient } from '../vendor/vendor-client.ts'
import { blameConnection } from './blame-connection.ts'
import type { Call } from './call.ts'
import { secretsOf } from './call-secrets.ts'
import { FreshResult, type CallResult } from './call-result.ts'
import { Deadline } from './deadline.ts'
import type { KeptAnswer } from './idempotency/key-record.ts'
import type { KeyedCalls, KeyedRun } from './idempotency/keyed-calls.ts'
import { judge } from './judge.ts'
import { RunningCall } from './running-call.ts'

/** Runs operation calls. */
export interface CallEngine {
  /** Rejects with a `Problem` for every failure, or throws it. Answers at once what needs no waiting. */
  run(call: Call): MaybePromise<CallResult>
  /** As `run`, but once for each key of a caller; a repetition gets the answer that the first call got. */
  runOnce(call: Call, keyHeader: string): Promise<CallResult | KeptAnswer>
}

export interface CallEngineParts {
  readonly log: Logger
  readonly metrics: Metrics
  readonly connections: Connections
  readonly keyedCalls: KeyedCalls
  readonly clientOf: (host: ConnectorHost, connection: Connection) => VendorClient
  readonly now: () => number
  readonly random: () => number
  /** Share of successful calls that are logged. */
  readonly logSample: number
  /** Milliseconds; slower calls are always logged. */
  readonly slowCall: number
}

const mostDriftErrors = 3

export function createCallEngine(parts: CallEngineParts): CallEngine {
  const { log, metrics, connections, keyedCalls, clientOf, now, random, logSample, slowCall } = parts
  const isLogged = (duration: number): boolean =>
    logSample >= 1 || duration > slowCall || random() < logSample

  const start = async (
    call: Call,
    running: RunningCall,
    connection: Connection,
    keyed: KeyedRun | undefined,
  ): Promise<unknown> => {
    const { operation, input, requestId } = call
    const { description, connector } = operation
    const { config } = connection
    if (operation.hasCost) {
      const predicted = connector.host.cost(description.id, input, config)
      running.predict(predicted instanceof Promise ? await predicted : predicted)
    }
    try {
      return await running.deadline.within(
        connector.host.call(
          {
            operation: description.id,
            input,
            config,
            idempotencyKey: description.effect === 'read' ? undefined : (keyed?.id ?? requestId),
            now: now(),
          },
          running,
        ),
      )
    } catch (error) {
      throw blameConnection(error)
    }
  }

  const finish = (
    call: Call,
    running: RunningCall | undefined,
    outcome: 'ok' | 'replayed',
    begun: number,
  ): void => {
    const duration = performance.now() - begun
    call.operation.metrics.finished(outcome, duration / 1_000)
    if (isLogged(duration)) log.info(line(call, running, outcome, duration), 'call')
  }

  async function perform(call: Call): Promise<CallResult>
  async function perform(call: Call, keyHeader: string): Promise<CallResult | KeptAnswer>
  async function perform(call: Call, keyHeader?: string): Promise<CallResult | KeptAnswer> {
    const begun = performance.now()
    const { operation, place } = call
    let deadline: Deadline | undefined
    let running: RunningCall | undefined
    let keyed: KeyedRun | undefined
    try {
      checkInput(call)
      const connection = connections.choose(operation.connector.host.description.id, call.wantedConnection)
      place.connection = connection.id
      if (keyHeader !== undefined) {
        const admitted = await keyedCalls.admit(call, connection, keyHeader)
        if ('status' in admitted) {
          finish(call, undefined, 'replayed', begun)
          return admitted
        }
        keyed = admitted
      }
      deadline = new Deadline(operation.timeout)
      call.attend(deadline)
      const client = clientOf(operation.connector.host, connection)
      running = new RunningCall(call, deadline, connection, client, log, metrics)
      const data = await start(call, running, connection, keyed)
      noteDrift(operation, data, running)
      const result = new FreshResult(JSON.stringify(data ?? null), running.meta)
      if (keyed !== undefined) await keyed.succeeded(result.envelope())
      finish(call, running, 'ok', begun)
      return result
    } catch (error) {
      const mayHaveActed = running?.mayHaveActed === true
      const secrets = secretsOf(call)
      const judged = judge(error, deadline?.reason, mayHaveActed)
      const problem = secrets === undefined ? judged : secrets.hideIn(judged)
      if (keyed !== undefined) await keyed.failed(problem, mayHaveActed)
      const duration = performance.now() - begun
      operation.metrics.finished(problem.code, duration / 1_000)
      const fields = line(call, running, problem.code, duration)
      fields['detail'] = problem.message
      fields['upstream'] = problem.upstream
      // A fault of ours stays one where the caller is told first of all that a write may have happened.
      const isFault = problem.code === 'internal' || (!Problem.is(error) && deadline?.reason === undefined)
      if (isFault) {
        const fault = operation.connector.maskFields({ ...fields, err: error })
        log.error(secrets === undefined ? fault : secrets.hideInFields(fault), 'call')
      } else log.warn(fields, 'call')
      throw problem
    } finally {
      deadline?.end()
    }
  }

  return { run: (call) => perform(call), runOnce: perform }
}

function checkInput({ operation, input, form }: Call): void {
  const check = form === 'query' ? operation.checkQuery : operation.checkInput
  const errors = check?.(input)
  if (errors === undefined) return
  const fields = errors.map(({ path, message }) => `${path || 'the input'} ${message}`).join('; ')
  throw new Problem('invalid_input', { detail: `The input does not fit: ${fields}.`, errors })
}

/** A vendor that drifts is news for the operator and a warning for the caller, not a failure. */
function noteDrift(operation: LoadedOperation, data: unknown, running: RunningCall): void {
  const drift = operation.checkOutput(data)
  if (drift === undefined) return
  operation.metrics.drifted()
  for (const { path, message } of drift.slice(0, mostDriftErrors)) {
    running.report({ kind: 'warning', warning: { code: 'output_drift', message, path } })
  }
}

/** The one line of a call. */
function line(call: Call, running: RunningCall | undefined, outcome: string, duration: number) {
  const fields: Record<string, unknown> = {
    requestId: call.requestId,
    traceId: call.traceId,
    ...call.place,
    outcome,
    attempts: running?.attempts ?? 0,
    duration: Math.round(duration * 10) / 10,
  }
  return fields
}
