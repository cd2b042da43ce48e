import type { EmulatorAnswer } from '@patchbay/contract/emulator'
import { created, data, done, invalid } from '../answers.ts'
import { route, text, withBody, type Call, type Route } from '../router.ts'
import { nextId, type Fields, type State } from '../state.ts'

/** What notes and bookmarks have in common. */
export interface EntityKind {
  readonly base: string
  readonly scope: 'notes' | 'links'
  readonly list: 'notes' | 'bookmarks'
  readonly required: string
  /** What a new one has beside its body. */
  readonly filled: (body: Readonly<Record<string, unknown>>, state: State) => Fields
}

const unknown = (): EmulatorAnswer => invalid('Entity id is invalid', 404)

function one(call: Call, { list }: EntityKind, answer: (entity: Fields) => EmulatorAnswer): EmulatorAnswer {
  const entity = call.state[list].find(({ entityId }) => entityId === call.path['entity'])
  return entity === undefined ? unknown() : answer(entity)
}

/** Pages are cut after so many, and the next one is named by a whole address. */
function page(call: Call, { list, base }: EntityKind): EmulatorAnswer {
  const after = Number(call.query.get('after') ?? 1)
  const limit = Number(call.query.get('limit') ?? 50)
  if (!(after >= 1 && limit >= 1 && limit <= 399)) return invalid('limit is not valid')
  const start = after - 1
  const all = call.state[list]
  const next = `https://mail.zoho.com${base}?after=${after + limit}&limit=${limit}`
  return data({
    list: all.slice(start, start + limit),
    ...(start + limit < all.length ? { pagination: { next } } : {}),
  })
}

export const entityRoutes = (kind: EntityKind): Route[] => {
  const { base, scope, list, required, filled } = kind
  const time = ({ now }: Call): Fields => ({ modifiedTime: String(now) })
  return [
    route('GET', base, `${scope}.READ`, (call) => page(call, kind)),
    route('GET', `${base}/:entity`, `${scope}.READ`, (call) => one(call, kind, (entity) => data(entity))),
    route('POST', base, `${scope}.CREATE`, (call) =>
      withBody(call, (body) => {
        if (text(body[required]) === '') return invalid(`${required} is missing`)
        const entityId = nextId(call.state)
        call.state[list].push({
          entityId,
          title: '',
          isFavorite: false,
          createdTime: String(call.now),
          ...time(call),
          ownerZuid: call.state.account.zuid,
          namespaceId: call.state.account.zuid,
          ...body,
          ...filled(body, call.state),
        })
        return created({ entityId, URI: `https://mail.zoho.com${base}/${entityId}` })
      }),
    ),
    route('PUT', `${base}/:entity`, `${scope}.UPDATE`, (call) =>
      one(call, kind, (entity) =>
        withBody(call, (body) => {
          Object.assign(entity, body, filled({ ...entity, ...body }, call.state), time(call))
          return done()
        }),
      ),
    ),
    route('DELETE', `${base}/:entity`, `${scope}.DELETE`, (call) =>
      one(call, kind, (entity) => {
        call.state[list] = call.state[list].filter((other) => other !== entity)
        return done()
      }),
    ),
    ...(['PUT', 'DELETE'] as const).map((method) =>
      route(
        method,
        `${base}/:entity/favorite`,
        `${scope}.${method === 'PUT' ? 'UPDATE' : 'DELETE'}`,
        (call) =>
          one(call, kind, (entity) => {
            entity['isFavorite'] = method === 'PUT'
            return done()
          }),
      ),
    ),
  ]
}
