import { defineOperation, Problem, Type, type Static } from '@patchbay/contract'
import { entitiesOf, entityPageFields, Made, WireEntity } from '../mail/entities.ts'
import { sanitised } from '../mail/html.ts'
import { scope } from '../scopes.ts'
import { vendor } from '../vendor.ts'
import { ask, tell } from '../wire/ask.ts'
import { Id, OutputId } from '../wire/id.ts'
import { Loose, textOf, textOrNull, timeOf, truthOf } from '../wire/scalars.ts'
import { Changed } from './folders.ts'

const path = '/api/notes/me'

const Time = Type.Union([Type.String({ format: 'date-time' }), Type.Null()])

const NoteRecord = Type.Object({
  id: OutputId(),
  title: Type.String(),
  html: Type.String({ description: 'The note as HTML, without what runs or loads.' }),
  bookId: Type.Union([OutputId(), Type.Null()]),
  isFavorite: Type.Boolean(),
  createdAt: Time,
  modifiedAt: Time,
})

type NoteRecord = Static<typeof NoteRecord>

const noteOf = (wire: WireEntity): NoteRecord => ({
  id: textOf(wire.entityId),
  title: textOf(wire.title),
  html: sanitised(textOf(wire.content), { images: false }),
  bookId: textOrNull(wire.bookId),
  isFavorite: truthOf(wire.isFavorite),
  createdAt: timeOf(wire.createdTime),
  modifiedAt: timeOf(wire.modifiedTime),
})

const noteField = { noteId: Id('The note, as notes.list shows it.') }

const Title = Type.String({ maxLength: 500, description: 'Its title.' })
const Content = Type.String({ minLength: 1, maxLength: 100_000, description: 'The note, as HTML.' })
const bookField = {
  bookId: Type.Optional(
    Id('The book that it is in, as note-books.list shows it. Default: the first one of the person.'),
  ),
}

const hours: NoteRecord = {
  id: '1781100000000130001',
  title: 'Opening hours',
  html: '<p>Mon–Fri 9–18</p>',
  bookId: '1781100000000120001',
  isFavorite: false,
  createdAt: '2025-11-16T08:00:00.000Z',
  modifiedAt: '2025-11-16T09:00:00.000Z',
}

export const list = defineOperation(vendor, {
  title: 'List notes',
  description: 'The notes of the person with their content.',
  effect: 'read',
  scopes: [scope('notes', 'READ')],
  input: Type.Object(entityPageFields),
  output: Type.Object({ items: Type.Array(NoteRecord) }),
  cache: { ttl: '15s' },
  examples: [{ title: 'All notes', input: {}, output: { items: [hours] } }],
  async run(context) {
    return { items: (await entitiesOf(context, path, context.input)).map(noteOf) }
  },
})

export const get = defineOperation(vendor, {
  title: 'Get a note',
  description: 'One note of the person with its content.',
  effect: 'read',
  scopes: [scope('notes', 'READ')],
  input: Type.Object(noteField),
  output: NoteRecord,
  cache: { ttl: '15s' },
  examples: [{ title: 'A note', input: { noteId: hours.id }, output: hours }],
  async run({ http, input }) {
    return noteOf(await ask(http, { method: 'GET', path: `${path}/${input.noteId}` }, WireEntity))
  },
})

export const create = defineOperation(vendor, {
  title: 'Create a note',
  description: 'Writes a note for the person, in one of the books of notes.',
  effect: 'write',
  scopes: [scope('notes', 'CREATE')],
  input: Type.Object({ title: Type.Optional(Title), content: Content, ...bookField }),
  output: Changed,
  examples: [
    {
      title: 'A short note',
      input: { title: 'Idea', content: '<p>Shelves of oak</p>' },
      output: { id: '4845214000000010003' },
    },
  ],
  async run({ http, input }) {
    return { id: textOf((await ask(http, { method: 'POST', path, json: input }, Made)).entityId) }
  },
})

export const update = defineOperation(vendor, {
  title: 'Change a note',
  description: 'Changes title, content or book of a note. What is not named stays.',
  effect: 'idempotent',
  scopes: [scope('notes', 'UPDATE')],
  input: Type.Object({
    ...noteField,
    title: Type.Optional(Title),
    content: Type.Optional(Content),
    ...bookField,
  }),
  output: Changed,
  examples: [
    { title: 'Another title', input: { noteId: hours.id, title: 'Hours' }, output: { id: hours.id } },
  ],
  async run({ http, input }) {
    const { noteId, ...json } = input
    if (Object.keys(json).length === 0) {
      throw new Problem('invalid_input', {
        detail: 'There is nothing to change.',
        errors: [{ path: '/title', message: 'is required here unless another field is given' }],
      })
    }
    await tell(http, { method: 'PUT', path: `${path}/${noteId}`, json })
    return { id: noteId }
  },
})

export const remove = defineOperation(vendor, {
  title: 'Delete a note',
  description: 'Deletes a note of the person.',
  effect: 'destructive',
  scopes: [scope('notes', 'DELETE')],
  input: Type.Object(noteField),
  output: Changed,
  examples: [{ title: 'A note', input: { noteId: hours.id }, output: { id: hours.id } }],
  async run({ http, input }) {
    await tell(http, { method: 'DELETE', path: `${path}/${input.noteId}` })
    return { id: input.noteId }
  },
})

const BookRecord = Type.Object({ id: OutputId(), name: Type.String() })
const WireBook = Type.Object({ bookId: Loose, bookName: Type.Optional(Loose) })
const WireBooks = Type.Object({ list: Type.Optional(Type.Array(WireBook)) })

const bookOf = ({ bookId, bookName }: Static<typeof WireBook>) => ({
  id: textOf(bookId),
  name: textOf(bookName),
})

export const listBooks = defineOperation(vendor, {
  title: 'List books of notes',
  description: 'The books in which the person keeps notes.',
  effect: 'read',
  scopes: [scope('notes', 'READ')],
  input: Type.Object({}),
  output: Type.Object({ items: Type.Array(BookRecord) }),
  cache: { ttl: '10m' },
  examples: [
    { title: 'All books', input: {}, output: { items: [{ id: '1781100000000120001', name: 'Shop' }] } },
  ],
  async run({ http }) {
    const { list: books = [] } = await ask(http, { method: 'GET', path: `${path}/books` }, WireBooks)
    return { items: books.map(bookOf) }
  },
})

export const createBook = defineOperation(vendor, {
  title: 'Create a book of notes',
  description: 'Makes a book in which notes can be kept.',
  effect: 'write',
  scopes: [scope('notes', 'CREATE')],
  input: Type.Object({ name: Type.String({ minLength: 1, maxLength: 100, description: 'Its name.' }) }),
  output: BookRecord,
  examples: [
    { title: 'A book', input: { name: 'Ideas' }, output: { id: '4845214000000010003', name: 'Ideas' } },
  ],
  async run({ http, input }) {
    const json = { bookName: input.name }
    return bookOf({
      bookName: input.name,
      ...(await ask(http, { method: 'POST', path: `${path}/books`, json }, WireBook)),
    })
  },
})
