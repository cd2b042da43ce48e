import { created, data, invalid } from '../answers.ts'
import { route, text, withBody, type Route } from '../router.ts'
import { nextId } from '../state.ts'
import { entityRoutes } from './entities.ts'

export const notes: readonly Route[] = [
  route('GET', '/api/notes/me/books', 'notes.READ', ({ state }) => data({ list: state.books })),
  route('POST', '/api/notes/me/books', 'notes.CREATE', (call) =>
    withBody(call, (body) => {
      if (text(body['bookName']) === '') return invalid('bookName is missing')
      const book = { bookId: nextId(call.state), bookName: body['bookName'] }
      call.state.books.push(book)
      return created(book)
    }),
  ),
  ...entityRoutes({
    base: '/api/notes/me',
    scope: 'notes',
    list: 'notes',
    required: 'content',
    filled: (body, state) => ({
      summary: text(body['content'])
        .replaceAll(/<[^>]*>/g, ' ')
        .trim()
        .slice(0, 100),
      color: text(body['color']) || '-1',
      colorHex: '#FFFFFF',
      bookName: state.books.find(({ bookId }) => bookId === body['bookId'])?.['bookName'] ?? '',
    }),
  }),
]
