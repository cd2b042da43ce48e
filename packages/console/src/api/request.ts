import { ApiProblem, unreachable, type ProblemBody } from './api-problem.ts'
import { currentTenant } from './tenant.ts'

export interface RequestOptions {
  readonly query?: Readonly<Record<string, string | number | readonly string[] | undefined>>
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

/** What the server answered, once it was no failure. */
export interface Answer<Data> {
  readonly data: Data
  readonly meta: { readonly requestId: string; readonly next?: string; readonly [name: string]: unknown }
  readonly headers: Headers
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * Asks the server that the page came from, by the session of the browser, within the tenant that is looked at. Rejects
 * with an `ApiProblem` for every failure.
 */
export async function request<Data>(
  method: Method,
  path: string,
  { query = {}, body, headers = {}, signal }: RequestOptions = {},
): Promise<Answer<Data>> {
  const tenant = currentTenant()
  const response = await fetch(path + searchOf(query), {
    method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      // Without it the server refuses whatever changes something: a form of another site cannot send it.
      'patchbay-console': '1',
      ...(tenant === undefined ? {} : { 'patchbay-tenant': tenant }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw unreachable()
  })
  const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '')
  const content: unknown = isJson ? await response.json() : await response.text()
  if (!response.ok) throw new ApiProblem(toProblem(response, content), response.headers)
  const { data, meta } = (isJson ? content : { data: content, meta: {} }) as Omit<Answer<Data>, 'headers'>
  return { data, meta, headers: response.headers }
}

/** As `request`, for what needs the data alone. */
export async function ask<Data>(method: Method, path: string, options?: RequestOptions): Promise<Data> {
  return (await request<Data>(method, path, options)).data
}

function toProblem({ status, statusText }: Response, content: unknown): ProblemBody {
  if (typeof content === 'object' && content !== null && 'code' in content) return content as ProblemBody
  return {
    status,
    code: 'unexpected_answer',
    title: `The server answered ${status} ${statusText}`.trim(),
    advice: 'Something between the browser and Patchbay may have answered instead of it.',
    retryable: status >= 500,
  }
}

function searchOf(query: NonNullable<RequestOptions['query']>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === '') continue
    search.set(name, Array.isArray(value) ? value.join(',') : String(value))
  }
  return search.size === 0 ? '' : `?${search}`
}
