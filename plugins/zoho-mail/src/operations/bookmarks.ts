import { defineOperation, Problem, Type, type Static } from '@patchbay/contract'
import { entitiesOf, entityPageFields, Made, WireEntity } from '../mail/entities.ts'
import { scope } from '../scopes.ts'
import { vendor } from '../vendor.ts'
import { ask, tell } from '../wire/ask.ts'
import { Id, OutputId } from '../wire/id.ts'
import { Loose, textOf, textOrNull, timeOf, truthOf } from '../wire/scalars.ts'
import { Changed } from './folders.ts'

const path = '/api/links/me'

const Time = Type.Union([Type.String({ format: 'date-time' }), Type.Null()])

const BookmarkRecord = Type.Object({
  id: OutputId(),
  link: Type.String(),
  title: Type.String(),
  summary: Type.String(),
  collectionId: Type.Union([OutputId(), Type.Null()]),
  isFavorite: Type.Boolean(),
  createdAt: Time,
  modifiedAt: Time,
})

type BookmarkRecord = Static<typeof BookmarkRecord>

const bookmarkOf = (wire: WireEntity): BookmarkRecord => ({
  id: textOf(wire.entityId),
  link: textOf(wire.link),
  title: textOf(wire.title),
  summary: textOf(wire.summary),
  collectionId: textOrNull(wire.collectionId),
  isFavorite: truthOf(wire.isFavorite),
  createdAt: timeOf(wire.createdTime),
  modifiedAt: timeOf(wire.modifiedTime),
})

const bookmarkField = { bookmarkId: Id('The bookmark, as bookmarks.list shows it.') }
const Link = Type.String({
  pattern: '^https?://[^\\s]+$',
  maxLength: 2_000,
  description: 'The address it leads to.',
})
const Title = Type.String({ minLength: 1, maxLength: 500, description: 'Its title.' })
const more = {
  summary: Type.Optional(Type.String({ maxLength: 2_000, description: 'What is there.' })),
  collectionId: Type.Optional(
    Id('The collection that it is in, as bookmark-collections.list shows it. Default: none.'),
  ),
}

const paper: BookmarkRecord = {
  id: '1781100000000150001',
  link: 'https://paper.example/catalogue',
  title: 'Paper catalogue',
  summary: 'Prices of 2026',
  collectionId: '1781100000000140001',
  isFavorite: false,
  createdAt: '2025-11-16T08:00:00.000Z',
  modifiedAt: '2025-11-16T08:00:00.000Z',
}

export const list = defineOperation(vendor, {
  title: 'List bookmarks',
  description: 'The bookmarks of the person, with the collections that they are in.',
  effect: 'read',
  scopes: [scope('links', 'READ')],
  input: Type.Object(entityPageFields),
  output: Type.Object({ items: Type.Array(BookmarkRecord) }),
  cache: { ttl: '15s' },
  examples: [{ title: 'All bookmarks', input: {}, output: { items: [paper] } }],
  async run(context) {
    return { items: (await entitiesOf(context, path, context.input)).map(bookmarkOf) }
  },
})

export const get = defineOperation(vendor, {
  title: 'Get a bookmark',
  description: 'One bookmark of the person by its id.',
  effect: 'read',
  scopes: [scope('links', 'READ')],
  input: Type.Object(bookmarkField),
  output: BookmarkRecord,
  cache: { ttl: '15s' },
  examples: [{ title: 'A bookmark', input: { bookmarkId: paper.id }, output: paper }],
  async run({ http, input }) {
    return bookmarkOf(await ask(http, { method: 'GET', path: `${path}/${input.bookmarkId}` }, WireEntity))
  },
})

export const create = defineOperation(vendor, {
  title: 'Create a bookmark',
  description: 'Keeps an address for the person. What is there is not looked at.',
  effect: 'write',
  scopes: [scope('links', 'CREATE')],
  input: Type.Object({ link: Link, title: Title, ...more }),
  output: Changed,
  examples: [
    {
      title: 'A supplier',
      input: { link: 'https://oak.example/', title: 'Oak' },
      output: { id: '4845214000000010003' },
    },
  ],
  async run({ http, input }) {
    return { id: textOf((await ask(http, { method: 'POST', path, json: input }, Made)).entityId) }
  },
})

export const update = defineOperation(vendor, {
  title: 'Change a bookmark',
  description: 'Changes address, title, summary or collection of a bookmark. What is not named stays.',
  effect: 'idempotent',
  scopes: [scope('links', 'UPDATE')],
  input: Type.Object({ ...bookmarkField, link: Type.Optional(Link), title: Type.Optional(Title), ...more }),
  output: Changed,
  examples: [
    { title: 'Another title', input: { bookmarkId: paper.id, title: 'Paper' }, output: { id: paper.id } },
  ],
  async run({ http, input }) {
    const { bookmarkId, ...json } = input
    if (Object.keys(json).length === 0) {
      throw new Problem('invalid_input', {
        detail: 'There is nothing to change.',
        errors: [{ path: '/title', message: 'is required here unless another field is given' }],
      })
    }
    await tell(http, { method: 'PUT', path: `${path}/${bookmarkId}`, json })
    return { id: bookmarkId }
  },
})

export const remove = defineOperation(vendor, {
  title: 'Delete a bookmark',
  description: 'Deletes a bookmark of the person.',
  effect: 'destructive',
  scopes: [scope('links', 'DELETE')],
  input: Type.Object(bookmarkField),
  output: Changed,
  examples: [{ title: 'A bookmark', input: { bookmarkId: paper.id }, output: { id: paper.id } }],
  async run({ http, input }) {
    await tell(http, { method: 'DELETE', path: `${path}/${input.bookmarkId}` })
    return { id: input.bookmarkId }
  },
})

const CollectionRecord = Type.Object({ id: OutputId(), name: Type.String() })
const WireCollection = Type.Object({ collectionId: Loose, collectionName: Type.Optional(Loose) })
const WireCollections = Type.Object({ list: Type.Optional(Type.Array(WireCollection)) })

export const listCollections = defineOperation(vendor, {
  title: 'List collections of bookmarks',
  description: 'The collections in which the person keeps bookmarks.',
  effect: 'read',
  stability: 'experimental',
  scopes: [scope('links', 'READ')],
  input: Type.Object({}),
  output: Type.Object({ items: Type.Array(CollectionRecord) }),
  cache: { ttl: '10m' },
  examples: [
    {
      title: 'All collections',
      input: {},
      output: { items: [{ id: '1781100000000140001', name: 'Suppliers' }] },
    },
  ],
  async run({ http }) {
    const { list: found = [] } = await ask(
      http,
      { method: 'GET', path: `${path}/collections` },
      WireCollections,
    )
    return {
      items: found.map(({ collectionId, collectionName }) => ({
        id: textOf(collectionId),
        name: textOf(collectionName),
      })),
    }
  },
})
