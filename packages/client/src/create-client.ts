import { askAgain } from './ask-again.ts'
import { callRequest } from './call-request.ts'
import type { Client, RouteRequest } from './client.ts'
import type { CallOptions, ClientOptions } from './client-options.ts'
import type { Connectors as OwnConnectors } from './generated/connectors.ts'
import type { Routes } from './generated/routes.ts'
import { exchange } from './exchange.ts'
import type { ConnectorMap } from './operation-types.ts'
import type { Answer } from './read-answer.ts'
import type { Failure } from './result.ts'
import { createTransport } from './transport.ts'
import type { Query, WireRequest } from './wire-request.ts'

type Method = WireRequest['method']

/**
 * Makes a client of a Patchbay. It knows the types of the connectors that it was released with; those of another
 * installation are given as `createClient<Connectors>()`, from what `patchbay-client generate` writes.
 */
export function createClient<Connectors extends ConnectorMap<Connectors> = OwnConnectors>(
  options: ClientOptions = {},
): Client<Connectors, Routes> {
  const { cache } = options
  const transport = createTransport(options)

  const ask = (request: WireRequest): Promise<Answer | Failure> =>
    cache === undefined ? exchange(transport, request) : askAgain(transport, cache, request, options)

  const route =
    (method: Method) =>
    (path: string, { path: parameters = {}, query, body, headers, tenant, ...rest }: RouteRequest = {}) => {
      const filled = path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) =>
        encodeURIComponent(String(parameters[name])),
      )
      // What POST and PATCH do may be done twice if they are sent twice.
      const isRepeatable = method !== 'POST' && method !== 'PATCH'
      const request: WireRequest = {
        method,
        path: filled,
        query,
        body,
        isRepeatable,
        headers: { 'patchbay-tenant': tenant, ...headers },
        ...rest,
      }
      return method === 'GET' ? ask(request) : exchange(transport, request)
    }

  const requestOf = (connector: string, operation: string, input: unknown, own?: CallOptions): WireRequest =>
    callRequest(options, connector, operation, input, own)

  const client = {
    transport,
    requestOf,
    async call(connector: string, operation: string, input?: unknown, own?: CallOptions) {
      const request = requestOf(connector, operation, input, own)
      return withKey(await exchange(transport, request), request)
    },
    read(connector: string, operation: string, input?: unknown, own?: CallOptions) {
      const { body: _body, ...request } = requestOf(connector, operation, input, {
        ...own,
        idempotencyKey: false,
      })
      return ask({ ...request, method: 'GET', query: input as Query, isRepeatable: true })
    },
    validate: (connector: string, operation: string, input?: unknown, own?: CallOptions) =>
      exchange(transport, {
        ...requestOf(connector, operation, input, { ...own, idempotencyKey: false }),
        query: { validateOnly: true },
        isRepeatable: true,
      }),
    get: route('GET'),
    post: route('POST'),
    put: route('PUT'),
    patch: route('PATCH'),
    delete: route('DELETE'),
  }
  // The types are those of the document that the server made from its own routes; what travels is the same for all.
  return client as unknown as Client<Connectors, Routes>
}

/** A call that failed, with the key that it can be repeated with: what it did already is not done again then. */
function withKey(outcome: Answer | Failure, { headers = {} }: WireRequest): Answer | Failure {
  const idempotencyKey = headers['idempotency-key']
  if (outcome.ok || !outcome.problem.retryable || idempotencyKey === undefined) return outcome
  return { ok: false, problem: { ...outcome.problem, idempotencyKey } }
}
