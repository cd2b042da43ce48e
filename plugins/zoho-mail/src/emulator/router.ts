import type { EmulatorAnswer, EmulatorRequest } from '@patchbay/contract/emulator'
import { failure, invalid, unknownPath } from './answers.ts'
import type { State } from './state.ts'

/** One request, past the checks that all have in common. */
export interface Call {
  readonly request: EmulatorRequest
  /** Parts of the path, by the name that the route gives them. */
  readonly path: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly state: State
  readonly now: number
}

export interface Route {
  readonly method: string
  readonly pattern: RegExp
  /** Module and verb, such as `messages.READ`. */
  readonly scope: string
  readonly answer: (call: Call) => EmulatorAnswer
}

/** A route: `/api/accounts/:account/folders/:folder`. Ids are digits; anything else where one belongs is another path. */
export function route(
  method: string,
  path: string,
  scope: string,
  answer: (call: Call) => EmulatorAnswer,
): Route {
  const source = path.replaceAll(/:(\w+)(\*?)/g, (_all, name: string, star: string) =>
    star === '' ? `(?<${name}>\\d+)` : `(?<${name}>[^/]+)`,
  )
  return { method, pattern: new RegExp(`^${source}/?$`), scope, answer }
}

/** The route of a request, and the parts of its path. */
export function findRoute(
  routes: readonly Route[],
  { method, path }: EmulatorRequest,
): { readonly route: Route; readonly path: Readonly<Record<string, string>> } | undefined {
  for (const candidate of routes) {
    const match = candidate.method === method ? candidate.pattern.exec(path) : null
    if (match !== null) {
      const parts = Object.entries(match.groups ?? {}).map(([name, part]) => [name, decodeURIComponent(part)])
      return { route: candidate, path: Object.fromEntries(parts) as Record<string, string> }
    }
  }
  return undefined
}

/** A route of a mailbox. Another one than the seeded is not known. */
export function inMailbox(
  method: string,
  path: string,
  scope: string,
  answer: (call: Call) => EmulatorAnswer,
): Route {
  return route(method, `/api/accounts/:account${path}`, scope, (call) =>
    call.path['account'] === call.state.account.accountId
      ? answer(call)
      : invalid(`Account id ${call.path['account'] ?? ''} is invalid`, 404),
  )
}

/** The body as JSON, or what Zoho says to one that is none. */
export function withBody(
  call: Call,
  answer: (body: Readonly<Record<string, unknown>>) => EmulatorAnswer,
): EmulatorAnswer {
  try {
    const value: unknown = JSON.parse(call.request.body)
    if (typeof value === 'object' && value !== null) return answer(Object.fromEntries(Object.entries(value)))
  } catch {
    // The answer below says it.
  }
  return failure(404, 'Invalid Input Stream', 'JSON_PARSE_ERROR')
}

export const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''

export const texts = (value: unknown): string[] =>
  value === undefined ? [] : [value].flat().map((one: unknown) => text(one))

/** Whether the query has nothing but these; what else is there is an error to Zoho. */
export const hasOnly = (query: URLSearchParams, ...names: readonly string[]): boolean =>
  [...query.keys()].every((name) => names.includes(name))

export const extraParameter = (): EmulatorAnswer => failure(400, 'Invalid Input', 'EXTRA_PARAM_FOUND')

export { unknownPath }
