import { created, data, done, invalid } from '../answers.ts'
import { route, text, withBody, type Route } from '../router.ts'
import { nextId } from '../state.ts'

export const signatures: readonly Route[] = [
  route('GET', '/api/accounts/signature', 'accounts.READ', ({ state }) => data(state.signatures)),
  route('POST', '/api/accounts/signature', 'accounts.CREATE', (call) =>
    withBody(call, (body) => {
      if (text(body['name']) === '' || text(body['content']) === '') return invalid('name is missing')
      const signature = {
        id: nextId(call.state),
        name: body['name'],
        content: body['content'],
        position: Number(body['position'] ?? 0),
        signatureType: 'USER_SIGNATURE',
      }
      call.state.signatures.push(signature)
      return created(signature)
    }),
  ),
  route('PUT', '/api/accounts/signature', 'accounts.UPDATE', (call) =>
    withBody(call, (body) => {
      const signature = call.state.signatures.find(({ id }) => id === body['id'])
      if (signature === undefined) return invalid('Signature id is invalid', 404)
      Object.assign(signature, body)
      return data(signature)
    }),
  ),
  route('DELETE', '/api/accounts/signature', 'accounts.DELETE', ({ state, query }) => {
    const left = state.signatures.filter(({ id }) => id !== query.get('id'))
    if (left.length === state.signatures.length) return invalid('Signature id is invalid', 404)
    state.signatures = left
    return done()
  }),
]
