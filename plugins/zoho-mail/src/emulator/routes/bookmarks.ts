import { created, data, invalid } from '../answers.ts'
import { route, text, withBody, type Route } from '../router.ts'
import { nextId } from '../state.ts'
import { entityRoutes } from './entities.ts'

export const bookmarks: readonly Route[] = [
  route('GET', '/api/links/me/collections', 'links.READ', ({ state }) => data({ list: state.collections })),
  route('POST', '/api/links/me/collections', 'links.CREATE', (call) =>
    withBody(call, (body) => {
      if (text(body['collectionName']) === '') return invalid('collectionName is missing')
      const collection = { collectionId: nextId(call.state), collectionName: body['collectionName'] }
      call.state.collections.push(collection)
      return created(collection)
    }),
  ),
  ...entityRoutes({
    base: '/api/links/me',
    scope: 'links',
    list: 'bookmarks',
    required: 'link',
    filled: () => ({}),
  }),
]
