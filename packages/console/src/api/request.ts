import {
  createClient,
  type Failure,
  type Result,
  type RouteData,
  type RoutePath,
  type RouteQuestion,
  type RouteRequest,
} from '@patchbay/client'
import { ApiProblem, unreachable } from './api-problem.ts'
import { currentTenant } from './tenant.ts'

/** What the server answered, once it was no failure. */
export interface Answer<Data> {
  readonly data: Data
  readonly meta: { readonly requestId: string; readonly next?: string; readonly [name: string]: unknown }
  readonly headers: Headers
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Asks the server that the page came from, by the session of the browser. */
export const client = createClient({
  credentials: 'same-origin',
  // Without it the server refuses whatever changes something: a form of another site cannot send it.
  headers: { 'patchbay-console': '1' },
  // Questions are repeated by what asks them, so that pages can say that they are; changes by who has made them.
  retries: false,
  // The server has limits of its own, and says which of them was reached. This is for one that has gone silent.
  timeout: 600_000,
})

/** The tenant that is looked at, as an option of a request. */
export const withinTenant = (): { readonly tenant: string | undefined } => ({ tenant: currentTenant() })

/** Asks a route within the tenant that is looked at. Rejects with an `ApiProblem` for every failure. */
export async function request<Asked extends Method, Path extends RoutePath<Lowercase<Asked>>>(
  method: Asked,
  path: Path,
  ...[question]: RouteQuestion<Lowercase<Asked>, Path>
): Promise<Answer<RouteData<Lowercase<Asked>, Path>>> {
  // The parameters and the answer have the types of the route; what travels is the same for all.
  const send = client[method.toLowerCase() as Lowercase<Method>] as unknown as (
    path: string,
    request: RouteRequest,
  ) => Promise<Result<RouteData<Lowercase<Asked>, Path>, Answer<unknown>['meta']>>
  const { query, ...rest } = { ...(question as RouteRequest | undefined) }
  const result = await send(path, { ...withinTenant(), query: withoutEmpty(query), ...rest })
  if (!result.ok) throw failureOf(result, rest.signal)
  return result
}

/** As `request`, for what needs the data alone. */
export async function ask<Asked extends Method, Path extends RoutePath<Lowercase<Asked>>>(
  method: Asked,
  path: Path,
  ...question: RouteQuestion<Lowercase<Asked>, Path>
): Promise<RouteData<Lowercase<Asked>, Path>> {
  return (await request(method, path, ...question)).data
}

/** The header by which a change is refused if somebody else has changed it since this version was read. */
export const ifMatch = (
  version: number | undefined,
): { readonly headers?: Readonly<Record<string, string>> } =>
  version === undefined ? {} : { headers: { 'if-match': `"${version}"` } }

/** Why there is no answer, as pages show it. Who has ended a request by its signal gets the reason of the signal. */
export function failureOf({ problem, headers }: Failure, signal?: AbortSignal): Error {
  const reason: unknown = signal?.reason
  if (problem.code === 'aborted' && reason instanceof Error) return reason
  return problem.code === 'unreachable' && problem.status === 0
    ? unreachable()
    : new ApiProblem(problem, headers)
}

/** Fields of a filter that nobody has filled in are not asked for. */
function withoutEmpty(query: RouteRequest['query'] = {}): NonNullable<RouteRequest['query']> {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''))
}
