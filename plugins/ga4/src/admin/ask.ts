import { Type, type Http, type HttpMethod, type QueryValue, type Report } from '@patchbay/contract'
import { aboutAdmin } from './limits.ts'
import type { AdminRecord } from './record.ts'

/** A request to the Admin API. */
export interface AdminRequest {
  readonly method?: HttpMethod
  /** With the version of the API. */
  readonly path: string
  readonly query?: Readonly<Record<string, QueryValue>>
  readonly json?: unknown
}

export interface Asker {
  readonly http: Http<'admin'>
}

/** Sends a request that is answered by one thing. */
export async function askRecord<Value>(
  { http }: Asker,
  { method = 'GET', ...request }: AdminRequest,
  { wire, read }: AdminRecord<Value>,
): Promise<Value> {
  const { body } = await http.request({
    method,
    ...request,
    origin: 'admin',
    about: aboutAdmin,
    response: wire,
  })
  return read(body)
}

const Nothing = Type.Unknown()

/** Sends a request whose answer says nothing but that it was done. */
export async function askDone({ http }: Asker, { method = 'POST', ...request }: AdminRequest): Promise<void> {
  await http.request({ method, ...request, origin: 'admin', about: aboutAdmin, response: Nothing })
}

/** What every list takes. */
export const pageFields = {
  pageSize: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 200, default: 50, description: 'How many to return at most.' }),
  ),
  cursor: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 4_096,
      description:
        'Continues after a page: `meta.next` of the answer before, with all other fields unchanged.',
    }),
  ),
}

/** What every list answers. */
export interface Items<Value> {
  readonly items: readonly Value[]
}

/** A kind of thing that Google lists, page by page. */
export interface Listed<Value> {
  readonly output: ReturnType<typeof Type.Unsafe<Items<Value>>>
  /** Asks for the page that the input means, and reports where the next one begins. */
  ask(context: ListContext, request: AdminRequest): Promise<Items<Value>>
}

interface ListContext extends Asker {
  readonly report: Report
  readonly input: { readonly pageSize?: number; readonly cursor?: string }
}

/** Makes the list of a kind. `collection` is Google's name of the field with the items. */
export function listed<Value>(collection: string, { wire, output, read }: AdminRecord<Value>): Listed<Value> {
  const response = Type.Object({
    [collection]: Type.Optional(Type.Array(wire)),
    nextPageToken: Type.Optional(Type.String()),
  })
  return {
    output: Type.Unsafe<Items<Value>>(Type.Object({ items: Type.Array(output) })),
    async ask({ http, report, input }, { method = 'GET', path, query, json }) {
      const { pageSize = 50, cursor } = input
      const paging = { pageSize, pageToken: cursor }
      const answer = await http.request({
        method,
        path,
        // Searches, which are posted, take the page in their bodies.
        ...(method === 'GET' ? { query: { ...query, ...paging } } : { json: { ...Object(json), ...paging } }),
        origin: 'admin',
        about: aboutAdmin,
        response,
      })
      const body = answer.body as Readonly<Record<string, unknown>>
      const items = (body[collection] ?? []) as readonly unknown[]
      const next = body['nextPageToken']
      report.next(typeof next === 'string' && next !== '' ? next : undefined)
      return { items: items.map(read) }
    },
  }
}
