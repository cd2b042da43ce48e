import type { HttpRequest, LimitObservation, Progress, VendorAnswer, Warning } from '@patchbay/contract'
import type { Logger } from 'pino'
import type { Connection } from '../connections/connection.ts'
import type { HostServices, ReportEvent } from '../connectors/connector-host.ts'
import type { LoadedOperation } from '../connectors/loaded-connector.ts'
import type { Permit } from '../limits/permit.ts'
import type { VendorCall } from '../vendor/vendor-call.ts'
import type { VendorClient } from '../vendor/vendor-client.ts'
import type { Span } from '../telemetry/traces/span.ts'
import type { Call } from './call.ts'
import { spanOf } from './call-span.ts'
import { secretsOf } from './call-secrets.ts'
import type { CallMeta } from './call-result.ts'
import type { Deadline } from './deadline.ts'

/** The state of one call: what the connector may use of the runtime, and what becomes its meta. */
export class RunningCall implements HostServices, VendorCall {
  readonly #call: Call
  readonly #client: VendorClient
  readonly #log: Logger
  readonly deadline: Deadline
  readonly meta: CallMeta
  attempts = 0
  requests = 0
  costs: Readonly<Record<string, number>> | undefined
  mayHaveActed = false
  permit: Permit | undefined
  readonly #begun = performance.now()
  #vendorTime = 0
  #vendorFrom = Number.POSITIVE_INFINITY
  #vendorUntil = 0
  #told: Readonly<Record<string, LimitObservation>> | undefined

  constructor(call: Call, deadline: Deadline, connection: Connection, client: VendorClient, log: Logger) {
    this.#call = call
    this.deadline = deadline
    this.#client = client
    this.#log = log
    const { description, connector } = call.operation
    this.meta = {
      requestId: call.requestId,
      connector: connector.host.description.id,
      operation: description.id,
      connection: connection.id,
      source: connection.source,
    }
  }

  get effect(): LoadedOperation['description']['effect'] {
    return this.#call.operation.description.effect
  }

  get timeout(): number {
    return this.#call.timeout ?? this.#call.operation.timeout
  }

  get mayRevalidate(): boolean {
    const { operation, cacheUse } = this.#call
    return operation.cacheRule !== undefined && cacheUse.mayStore
  }

  get operation(): string {
    return this.#call.operation.description.id
  }

  get input(): unknown {
    return this.#call.input
  }

  get span(): Span | undefined {
    return spanOf(this.#call)
  }

  get signal(): AbortSignal {
    return this.deadline.signal
  }

  request(request: HttpRequest): Promise<VendorAnswer> {
    if (request.cost !== undefined) this.#state(request.cost)
    return this.#client.request(request, this)
  }

  /** What a request says that it takes joins what the call was predicted to. */
  #state(stated: Readonly<Record<string, number>>): void {
    const costs = (this.meta.cost ??= {})
    for (const limit in stated) {
      if (this.costs?.[limit] !== undefined) continue
      costs[limit] = { ...costs[limit], predicted: (costs[limit]?.predicted ?? 0) + (stated[limit] ?? 0) }
    }
  }

  limits(about: HttpRequest['about']): ReturnType<HostServices['limits']> {
    return this.#client.limitsAbout(this, about)
  }

  report(event: ReportEvent): void {
    if (event.kind === 'warning') this.#warn(event.warning)
    else if (event.kind === 'next') this.meta.next = event.cursor
    else this.meta.partial = true
  }

  #warn(warning: Warning): void {
    ;(this.meta.warnings ??= []).push(warning)
    const { connector } = this.#call.operation
    // Said once by each instance: it is about all calls, and each of them carries it as well.
    if (!connector.notices.note(warning, Date.now())) return
    this.#log.warn({ connector: connector.host.description.id, code: warning.code }, warning.message)
  }

  log(level: 'debug' | 'info' | 'warn', fields: object, message: string): void {
    const { connector, operation, requestId } = this.meta
    const { traceId } = this.#call
    const { span } = this
    const secrets = secretsOf(this.#call)
    const masked = this.#call.operation.connector.maskFields(fields)
    const said = secrets === undefined ? masked : secrets.hideInFields(masked)
    const text = secrets === undefined ? message : secrets.hideInText(message)
    this.#log[level](
      {
        connector,
        operation,
        requestId,
        traceId,
        ...(span === undefined ? {} : { spanId: span.context.spanId }),
        tenant: this.#call.principal.tenant,
        principal: this.#call.principal.id,
        fields: said,
      },
      text,
    )
    this.#call.listener?.log?.(level, said, text)
  }

  progress(progress: Progress): void {
    this.#call.listener?.progress?.(progress)
  }

  hideInText(text: string): string {
    return secretsOf(this.#call)?.hideInText(text) ?? text
  }

  predict(costs: Readonly<Record<string, number>>): void {
    this.costs = costs
    const cost: NonNullable<CallMeta['cost']> = {}
    for (const limit in costs) cost[limit] = { predicted: costs[limit] ?? 0 }
    this.meta.cost = cost
  }

  /** What is left of the vendor's limits: what the vendor said last, or else what the runtime counts. */
  noteLeft(): void {
    const left = { ...this.permit?.left }
    for (const limit in this.#told) {
      const said = this.#told[limit]?.left
      if (said !== undefined && left[limit] !== undefined) left[limit] = said
    }
    if (Object.keys(left).length > 0) this.meta.left = left
  }

  /** Attempts may overlap, and end one after the other: what of one is before and after those that have ended is new. */
  wasAtVendor(from: number, to: number): void {
    const isFirst = this.#vendorUntil === 0
    const before = isFirst ? 0 : Math.max(0, this.#vendorFrom - from)
    this.#vendorTime += before + to - Math.max(from, this.#vendorUntil)
    this.#vendorFrom = Math.min(this.#vendorFrom, from)
    this.#vendorUntil = to
  }

  /** The call is over. */
  measure(): void {
    const outside = performance.now() - this.#begun - this.#vendorTime
    this.#call.operation.metrics.outsideVendor(Math.max(0, outside) / 1_000)
  }

  observe(observations: Readonly<Record<string, LimitObservation>>): void {
    this.#told = observations
    const { limits } = this.#call.operation.connector.host.description
    for (const [limit, { cost }] of Object.entries(observations)) {
      if (!Object.hasOwn(limits, limit)) continue
      if (cost === undefined) continue
      const costs = (this.meta.cost ??= {})
      costs[limit] = { ...costs[limit], actual: (costs[limit]?.actual ?? 0) + cost }
    }
  }
}
