import { leastOf, putText, textsOf, type DocumentedRoute } from './document-routes.ts'
import type { Pair } from './pairs.ts'

export interface CellRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}

/** One place where an id can stand, in one route. */
export interface Cell {
  readonly route: DocumentedRoute
  readonly place: string
  readonly pair: Pair
  /** The request with this text in the place. */
  readonly request: (text: string) => CellRequest
}

/** Headers that name something, and what they name. */
const naming = {
  'patchbay-tenant': 'tenant',
  'patchbay-connection': 'connection',
  'idempotency-key': 'idempotency-key',
} as const

/** Sent with an id in the path: whether there is such a version must not be told either. */
const conditions = ['"1"', '*'] as const

/** Every place of the route with everything that may be named there. */
export function cellsOf(
  route: DocumentedRoute,
  pairs: readonly Pair[],
  ownIds: Readonly<Record<string, string>>,
): Cell[] {
  const { method, path, pathParameters, queryParameters, body } = route
  const least = body === undefined ? undefined : leastOf(body)
  // What removes is not let loose on what the asker has: the next cell would not find it.
  const [, , collection = ''] = path.split('/')
  const ownId = method === 'DELETE' ? 'absent' : (ownIds[collection] ?? 'absent')
  const urlWith = (name?: string, text = ''): string =>
    path.replace(/\{(\w+)\}/g, (_whole, parameter: string) =>
      encodeURIComponent(parameter === name ? text : ownId),
    )
  const request = (more: Partial<CellRequest> = {}): CellRequest => ({
    method,
    url: urlWith(),
    headers: {},
    body: least,
    ...more,
  })
  const cells: Cell[] = []
  const add = (place: string, pair: Pair, make: (text: string) => CellRequest): void =>
    void cells.push({ route, place, pair, request: make })

  for (const pair of pairs) {
    for (const name of pathParameters) {
      add(`path ${name}`, pair, (text) => request({ url: urlWith(name, text) }))
      const header = method === 'GET' ? 'if-none-match' : 'if-match'
      for (const condition of conditions) {
        add(`path ${name} with ${header} ${condition}`, pair, (text) =>
          request({ url: urlWith(name, text), headers: { [header]: condition } }),
        )
      }
    }
    for (const name of queryParameters) {
      const query = (text: string) => `?${name}=${encodeURIComponent(text)}`
      add(`query ${name}`, pair, (text) => request({ url: urlWith() + query(text) }))
    }
    for (const way of body === undefined ? [] : textsOf(body)) {
      add(`body /${way.join('/')}`, pair, (text) => request({ body: putText(least, way, text) }))
    }
    for (const [header, kind] of Object.entries(naming)) {
      if (pair.kind === kind)
        add(`header ${header}`, pair, (text) => request({ headers: { [header]: text } }))
    }
  }
  return cells
}
