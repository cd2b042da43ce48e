import {
  Problem,
  type Asking,
  type CallContext,
  type Connector,
  type Http,
  type HttpMethod,
  type HttpRequest,
  type Operation,
  type Report,
  type Static,
  type StreamOperation,
  type TSchema,
  type VendorAnswer,
} from '@patchbay/contract'
import { createAsking, mustNotAsk } from './asking.ts'
import type { ConnectorHost, HostCall, HostServices } from './connector-host.ts'
import { describeConnector } from './describe-connector.ts'
import { checkResponse } from './response-check.ts'
import { inlineRunner, type TransformRunner } from './transforms/transform-runner.ts'

/** Runs a trusted connector in this process. */
export function createInProcessHost(
  connector: Connector,
  version: string,
  transforms: TransformRunner = inlineRunner,
): ConnectorHost {
  const { vendor } = connector
  const operations = new Map<string, Operation | StreamOperation>(Object.entries(connector.operations))

  return {
    description: describeConnector(connector, version),
    origins: (config) =>
      Object.fromEntries(
        Object.entries(vendor.origins).map(([id, origin]) => [
          id,
          typeof origin === 'string' ? origin : origin(config as never),
        ]),
      ),
    cost(operationId, input, config) {
      const declared = operations.get(operationId)?.cost
      if (declared === undefined) return {}
      const costs: Record<string, number> = {}
      for (const [limit, cost] of Object.entries(declared)) {
        costs[limit] = typeof cost === 'function' ? cost(input as never, config as never) : (cost ?? 0)
      }
      return costs
    },
    classify: (answer, request) => vendor.classify?.(answer, request)?.serialize(),
    learn: (answer, request) => vendor.learn?.(answer, request) as ReturnType<ConnectorHost['learn']>,
    call(call, services) {
      const operation = operations.get(call.operation)
      if (operation === undefined || !('run' in operation)) throw noOperation(call)
      return operation.run(new InProcessContext(call, services, transforms, operation.asks))
    },
    stream(call, services) {
      const operation = operations.get(call.operation)
      if (operation === undefined || !('stream' in operation)) throw noOperation(call)
      return operation.stream(new InProcessContext(call, services, transforms))
    },
    present(operationId, output, input) {
      const operation = operations.get(operationId)
      if (operation === undefined || !('present' in operation)) return []
      return operation.present?.(output as never, input as never) ?? []
    },
    async prompt({ prompt, values, now, answers, askable }) {
      const found = connector.prompts?.[prompt]
      if (found === undefined) throw new Problem('not_found', { detail: `There is no prompt ${prompt}.` })
      return found.messages(values as never, { now, ...createAsking(answers, askable) })
    },
    close: () => transforms.close(),
  }
}

const noOperation = ({ operation }: HostCall): Problem =>
  new Problem('not_found', { detail: `There is no operation ${operation}.` })

// A class, because one is made per call, and most calls read few of its members: the others are made when they are.
class InProcessContext implements CallContext<never, never> {
  readonly #services: HostServices
  readonly #transforms: TransformRunner
  readonly #call: HostCall
  readonly #asks: boolean
  readonly input: never
  readonly config: never
  readonly idempotencyKey: string | undefined
  readonly unknownFor: number | undefined
  readonly now: number
  readonly http: Http

  constructor(call: HostCall, services: HostServices, transforms: TransformRunner, asks = false) {
    this.#call = call
    this.#asks = asks
    this.#services = services
    this.#transforms = transforms
    this.input = call.input as never
    this.config = call.config as never
    this.idempotencyKey = call.idempotencyKey
    this.unknownFor = call.unknownFor
    this.now = call.now
    this.http = {
      get: (path, options) => send(services, 'GET', path, options),
      post: (path, options) => send(services, 'POST', path, options),
      request: (request) => send(services, request.method, request.path, request),
    }
  }

  get report(): Report {
    const services = this.#services
    return {
      warning: (warning) => services.report({ kind: 'warning', warning }),
      next: (cursor) => cursor !== undefined && services.report({ kind: 'next', cursor }),
      partial: () => services.report({ kind: 'partial' }),
    }
  }

  get log(): CallContext<never, never>['log'] {
    const services = this.#services
    return {
      debug: (fields, message) => services.log('debug', fields, message),
      info: (fields, message) => services.log('info', fields, message),
      warn: (fields, message) => services.log('warn', fields, message),
    }
  }

  get progress(): CallContext<never, never>['progress'] {
    const services = this.#services
    return (progress) => services.progress(progress)
  }

  get ask(): Asking['ask'] {
    const { operation, answers, askable } = this.#call
    return this.#asks ? createAsking(answers, askable).ask : mustNotAsk(operation)
  }

  get canAsk(): Asking['canAsk'] {
    return createAsking(this.#call.answers, this.#call.askable).canAsk
  }

  get signal(): AbortSignal {
    return this.#services.signal
  }

  get limits(): CallContext<never, never>['limits'] {
    const services = this.#services
    return (about) => services.limits(about)
  }

  get transform(): CallContext<never, never>['transform'] {
    const services = this.#services
    const transforms = this.#transforms
    return (transform, input) => transforms.run(transform, input, services)
  }
}

async function send<S extends TSchema>(
  services: HostServices,
  method: HttpMethod,
  path: string,
  {
    response,
    origin,
    query,
    headers,
    json,
    multipart,
    credentials,
    effect,
    cost,
    about,
  }: Omit<HttpRequest, 'method' | 'path'> & { response: S },
): Promise<VendorAnswer<Static<S>>> {
  const request: { -readonly [K in keyof HttpRequest]: HttpRequest[K] } = { method, path }
  if (origin !== undefined) request.origin = origin
  if (query !== undefined) request.query = query
  if (headers !== undefined) request.headers = headers
  if (json !== undefined) request.json = json
  if (multipart !== undefined) request.multipart = multipart
  if (credentials !== undefined) request.credentials = credentials
  if (effect !== undefined) request.effect = effect
  if (cost !== undefined) request.cost = cost
  if (about !== undefined) request.about = about
  if (isBytes(response)) request.bodyAs = 'bytes'
  return checkResponse(response, await services.request(request))
}

// By its name, not its identity: a connector may have a copy of the contract of its own.
const isBytes = (response: TSchema): boolean => response['type'] === 'Uint8Array'
