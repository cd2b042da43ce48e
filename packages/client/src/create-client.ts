import { callRequest } from './call-request.ts'
import type { Client, RouteRequest } from './client.ts'
import type { CallOptions, ClientOptions } from './client-options.ts'
import type { Connectors as OwnConnectors } from './generated/connectors.ts'
import type { Routes } from './generated/routes.ts'
import { exchange } from './exchange.ts'
import type { ConnectorMap } from './operation-types.ts'
import { readAnswer, type Answer } from './read-answer.ts'
import type { Failure } from './result.ts'
import { createTransport } from './transport.ts'
import { locate, type Query, type WireRequest } from './wire-request.ts'

type Method = WireRequest['method']

/**
 * Makes a client of a Patchbay. It knows the types of the connectors that it was released with; those of another
 * installation are given as `createClient<Connectors>()`, from what `patchbay-client generate` writes.
 */
export function createClient<Connectors extends ConnectorMap<Connectors> = OwnConnectors>(
  options: ClientOptions = {},
): Client<Connectors, Routes> {
  const { baseUrl = '', cache, key, tenant } = options
  const transport = createTransport(options)

  /** GET, with what was kept of the same one by the same caller. */
  const ask = async (request: WireRequest): Promise<Answer | Failure> => {
    if (cache === undefined) return await exchange(transport, request)
    const caller = typeof key === 'function' ? await key() : key
    const { headers = {} } = request
    const name = JSON.stringify([
      locate(baseUrl, request),
      caller,
      headers['patchbay-tenant'] ?? tenant,
      headers['patchbay-connection'],
    ])
    const kept = cache.get(name)
    const conditional = { ...request, headers: { ...headers, 'if-none-match': kept?.etag } }
    const received = await transport.send(conditional, (response) => readAnswer(response, kept))
    if (!received.ok) return received
    const { status, data, meta, headers: answered } = received.answer
    const etag = answered.get('etag')
    if (status === 200 && etag !== null) cache.set(name, { etag, data, meta })
    return received.answer
  }

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
    call: (connector: string, operation: string, input?: unknown, own?: CallOptions) =>
      exchange(transport, requestOf(connector, operation, input, own)),
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
