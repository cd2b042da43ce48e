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
import { FreshResult, type CallResult } from './call-result.ts'
import { Deadline } from './deadline.ts'
import { judge } from './judge.ts'
import { RunningCall } from './running-call.ts'

/** Runs operation calls. */
export interface CallEngine {
  /** Rejects with a `Problem` for every failure, or throws it. Answers at once what needs no waiting. */
  run(call: Call): MaybePromise<CallResult>
}

export interface CallEngineParts {
  readonly log: Logger
  readonly metrics: Metrics
  readonly connections: Connections
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
  const { log, metrics, connections, clientOf, now, random, logSample, slowCall } = parts
  const isLogged = (duration: number): boolean =>
    logSample >= 1 || duration > slowCall || random() < logSample

  const start = async (call: Call, running: RunningCall, connection: Connection): Promise<unknown> => {
    const { operation, input } = call
    const { description, connector } = operation
    const { config } = connection
    if (operation.hasCost) {
      const predicted = connector.host.cost(description.id, input, config)
      running.predict(predicted instanceof Promise ? await predicted : predicted)
    }
    try {
      return await running.deadline.within(
        connector.host.call({ operation: description.id, input, config, now: now() }, running),
      )
    } catch (error) {
      throw blameConnection(error)
    }
  }

  return {
    async run(call) {
      const begun = performance.now()
      const { operation, place } = call
      let deadline: Deadline | undefined
      let running: RunningCall | undefined
      try {
        checkInput(call)
        const connection = connections.choose(operation.connector.host.description.id, call.wantedConnection)
        place.connection = connection.id
        deadline = new Deadline(operation.timeout)
        call.attend(deadline)
        const client = clientOf(operation.connector.host, connection)
        running = new RunningCall(call, deadline, connection, client, log, metrics)
        const data = await start(call, running, connection)
        noteDrift(operation, data, running)
        const result = new FreshResult(JSON.stringify(data ?? null), running.meta)
        const duration = performance.now() - begun
        operation.metrics.finished('ok', duration / 1_000)
        if (isLogged(duration)) log.info(line(call, running, 'ok', duration), 'call')
        return result
      } catch (error) {
        const problem = judge(error, deadline?.reason, running?.mayHaveActed === true)
        const duration = performance.now() - begun
        operation.metrics.finished(problem.code, duration / 1_000)
        const fields = line(call, running, problem.code, duration)
        fields['detail'] = problem.message
        fields['upstream'] = problem.upstream
        // A fault of ours stays one where the caller is told first of all that a write may have happened.
        const isFault = problem.code === 'internal' || (!Problem.is(error) && deadline?.reason === undefined)
        if (isFault) log.error({ ...fields, err: error }, 'call')
        else log.warn(fields, 'call')
        throw problem
      } finally {
        deadline?.end()
      }
    },
  }
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
