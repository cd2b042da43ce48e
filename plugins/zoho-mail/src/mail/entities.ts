import { Type, type Report, type Static } from '@patchbay/contract'
import type { ZohoContext } from '../context.ts'
import { ask } from '../wire/ask.ts'
import { Loose } from '../wire/scalars.ts'
import { isObject } from '../wire/is-object.ts'

/** A note or a bookmark, as Zoho sends it. */
export const WireEntity = Type.Object({
  entityId: Loose,
  title: Type.Optional(Loose),
  content: Type.Optional(Loose),
  link: Type.Optional(Loose),
  summary: Type.Optional(Loose),
  bookId: Type.Optional(Type.Union([Loose, Type.Null()])),
  collectionId: Type.Optional(Type.Union([Loose, Type.Null()])),
  isFavorite: Type.Optional(Loose),
  createdTime: Type.Optional(Loose),
  modifiedTime: Type.Optional(Loose),
})

export type WireEntity = Static<typeof WireEntity>

const WireEntities = Type.Object({
  list: Type.Optional(Type.Array(WireEntity)),
  pagination: Type.Optional(Type.Unknown()),
})

export const Made = Type.Object({ entityId: Loose })

export const entityPageFields = {
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 399, default: 50, description: 'How many a page. Default: 50.' }),
  ),
  cursor: Type.Optional(
    Type.String({ pattern: '^[1-9][0-9]{0,9}$', description: '`meta.next` of the page before.' }),
  ),
}

/** One page. Of the address of the next one only the place is taken, so that no token goes where an answer says. */
export async function entitiesOf(
  { http, report }: Pick<ZohoContext, 'http'> & { readonly report: Report },
  path: string,
  { limit = 50, cursor = '1' }: { readonly limit?: number; readonly cursor?: string },
): Promise<WireEntity[]> {
  const { list = [], pagination } = await ask(
    http,
    { method: 'GET', path, query: { after: Number(cursor), limit } },
    WireEntities,
  )
  const next = isObject(pagination) && typeof pagination['next'] === 'string' ? pagination['next'] : undefined
  report.next(next === undefined ? undefined : placeIn(next))
  return list
}

const placeIn = (address: string): string | undefined =>
  /[?&]after=([1-9][0-9]{0,9})(?:&|$)/.exec(address)?.[1]
