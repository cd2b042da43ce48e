import { Problem, type LimitObservation, type Warning } from '@patchbay/contract'
import type { Logger } from 'pino'
import type { Connection } from '../connections/connection.ts'
import type { HostServices } from '../connectors/connector-host.ts'
import type { LoadedOperation } from '../connectors/loaded-connector.ts'
import type { Metrics } from '../telemetry/metrics.ts'
import { isInconclusive, type VendorCall, type VendorClient } from '../vendor/vendor-client.ts'
import type { Deadline } from './deadline.ts'

/** One operation call, from whichever face. */
export interface Call {
  readonly operation: LoadedOperation
  readonly connection: Connection
  /** Checked already, by the check that fits the face. */
  readonly input: unknown
  /** Ended by the engine. */
  readonly deadline: Deadline
  readonly requestId: string
  readonly traceId: string
}

/** What one limit was expected to be charged, and what the vendor says that it was. */
export interface CostMeta {
  readonly predicted?: number
  readonly actual?: number
}

/** What is said about an answer beside the answer. */
export interface CallMeta {
  requestId: string
  connector: string
  operation: string
  connection: string
  source: 'live' | 'mock'
  next?: string
  partial?: true
  warnings?: Warning[]
  cost?: Record<string, CostMeta>
}

export interface CallResult {
  readonly data: unknown
  readonly meta: CallMeta
}

/** Runs operation calls. */
export interface CallEngine {
  /** Rejects with a `Problem` for every failure. */
  run(call: Call): Promise<CallResult>
}

export interface CallEngineParts {
  readonly log: Logger
  readonly metrics: Metrics
  readonly clientOf: (connection: Connection) => VendorClient
  readonly now: () => number
  readonly random: () => number
  /** Share of successful calls that are logged. */
  readonly logSample: number
  /** Milliseconds; slower calls are always logged. */
  readonly slowCall: number
}

const mostDriftErrors = 3

export function createCallEngine({
  log,
  metrics,
  clientOf,
  now,
  random,
  logSample,
  slowCall,
}: CallEngineParts): CallEngine {
  const isLogged = (duration: number): boolean =>
    logSample >= 1 || duration > slowCall || random() < logSample

  return {
    async run(call) {
      const begun = performance.now()
      const { operation, connection, deadline } = call
      const running = new RunningCall(call, clientOf(connection), log, metrics)
      const { description, connector } = operation
      try {
        if (operation.hasCost) {
          const predicted = connector.host.cost(description.id, call.input, connection.config)
          running.predict(predicted instanceof Promise ? await predicted : predicted)
        }
        const data = await deadline.within(
          connector.host.call(
            { operation: description.id, input: call.input, config: connection.config, now: now() },
            running,
          ),
        )
        const drift = operation.checkOutput(data)
        if (drift !== undefined) {
          operation.metrics.drifted()
          for (const { path, message } of drift.slice(0, mostDriftErrors)) {
            running.report({ kind: 'warning', warning: { code: 'output_drift', message, path } })
          }
        }
        const duration = performance.now() - begun
        operation.metrics.finished('ok', duration / 1_000)
        if (isLogged(duration)) log.info(running.line('ok', duration), 'call')
        return { data, meta: running.meta }
      } catch (error) {
        const problem = running.judge(error)
        const duration = performance.now() - begun
        operation.metrics.finished(problem.code, duration / 1_000)
        const fields = {
          ...running.line(problem.code, duration),
          detail: problem.message,
          upstream: problem.upstream,
        }
        if (problem.code === 'internal') log.error({ ...fields, err: error }, 'call')
        else log.warn(fields, 'call')
        throw problem
      } finally {
        deadline.end()
      }
    },
  }
}

/** The state of one call: what the connector may use of the runtime, and what becomes its meta. */
class RunningCall implements HostServices, VendorCall {
  readonly #call: Call
  readonly #client: VendorClient
  readonly #log: Logger
  readonly #metrics: Metrics
  readonly meta: CallMeta
  attempts = 0
  mayHaveActed = false

  constructor(call: Call, client: VendorClient, log: Logger, metrics: Metrics) {
    this.#call = call
    this.#client = client
    this.#log = log
    this.#metrics = metrics
    const { description, connector } = call.operation
    this.meta = {
      requestId: call.requestId,
      connector: connector.host.description.id,
      operation: description.id,
      connection: call.connection.id,
      source: call.connection.source,
    }
  }

  get effect(): LoadedOperation['description']['effect'] {
    return this.#call.operation.description.effect
  }

  get deadline(): Deadline {
    return this.#call.deadline
  }

  get signal(): AbortSignal {
    return this.#call.deadline.signal
  }

  request: HostServices['request'] = (request) => this.#client.request(request, this)

  report: HostServices['report'] = (event) => {
    if (event.kind === 'warning') (this.meta.warnings ??= []).push(event.warning)
    else if (event.kind === 'next') this.meta.next = event.cursor
    else this.meta.partial = true
  }

  log: HostServices['log'] = (level, fields, message) => {
    const { connector, operation, requestId } = this.meta
    this.#log[level]({ connector, operation, requestId, fields }, message)
  }

  predict(costs: Readonly<Record<string, number>>): void {
    this.meta.cost = Object.fromEntries(
      Object.entries(costs).map(([limit, predicted]) => [limit, { predicted }]),
    )
  }

  observe(observations: Readonly<Record<string, LimitObservation>>): void {
    for (const [limit, { cost, left }] of Object.entries(observations)) {
      if (left !== undefined) this.#metrics.limitLeft(this.meta.connector, this.meta.connection, limit, left)
      if (cost === undefined) continue
      const costs = (this.meta.cost ??= {})
      costs[limit] = { ...costs[limit], actual: (costs[limit]?.actual ?? 0) + cost }
    }
  }

  /** The problem that the caller gets for what was thrown. */
  judge(error: unknown): Problem {
    const { deadline } = this.#call
    const problem = Problem.is(error)
      ? error
      : (deadline.reason ??
        new Problem('internal', { detail: 'The operation failed unexpectedly.', cause: error }))
    if (!this.mayHaveActed || !isInconclusive(problem)) return problem
    return new Problem('outcome_unknown', {
      detail: `The request reached the vendor, but whether it took effect is not known. ${problem.message}`,
      status: problem.code === 'vendor_timeout' ? 504 : 502,
      cause: problem,
      ...(problem.upstream === undefined ? {} : { upstream: problem.upstream }),
    })
  }

  line(outcome: string, duration: number): Record<string, unknown> {
    const { requestId, connector, operation, connection } = this.meta
    return {
      requestId,
      traceId: this.#call.traceId,
      connector,
      operation,
      connection,
      outcome,
      attempts: this.attempts,
      duration: Math.round(duration * 10) / 10,
    }
  }
}
