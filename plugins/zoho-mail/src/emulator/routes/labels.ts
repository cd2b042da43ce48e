import { created, data, done, invalid, taken } from '../answers.ts'
import { extraParameter, hasOnly, inMailbox, text, withBody, type Route } from '../router.ts'
import { nextId, type Label, type State } from '../state.ts'

const viewOf = ({ id, name, color }: Label, state: State) => ({
  labelId: id,
  tagId: id,
  displayName: name,
  color,
  sequence: state.labels.findIndex((label) => label.id === id) + 1,
  URI: `https://mail.zoho.com/api/accounts/${state.account.accountId}/labels/${id}`,
})

const find = (state: State, id: string | undefined): Label | undefined =>
  state.labels.find((label) => label.id === id)

const unknown = () => invalid('Label id is invalid', 404)

const isTaken = (state: State, name: string, own?: Label): boolean =>
  state.labels.some((label) => label !== own && label.name.toLowerCase() === name.toLowerCase())

export const labels: readonly Route[] = [
  inMailbox('GET', '/labels', 'tags.READ', ({ state, query }) =>
    hasOnly(query) ? data(state.labels.map((label) => viewOf(label, state))) : extraParameter(),
  ),
  inMailbox('GET', '/labels/:label', 'tags.READ', ({ state, path }) => {
    const label = find(state, path['label'])
    return label === undefined ? unknown() : data(viewOf(label, state))
  }),
  inMailbox('POST', '/labels', 'tags.CREATE', (call) =>
    withBody(call, (body) => {
      const name = text(body['displayName'])
      if (name === '') return invalid('displayName is missing')
      if (isTaken(call.state, name)) return taken()
      const label = { id: nextId(call.state), name, color: text(body['color']) || '#FF0000' }
      call.state.labels.push(label)
      return created(viewOf(label, call.state))
    }),
  ),
  inMailbox('PUT', '/labels/:label', 'tags.UPDATE', (call) =>
    withBody(call, (body) => {
      const label = find(call.state, call.path['label'])
      if (label === undefined) return unknown()
      const name = text(body['displayName']) || label.name
      if (isTaken(call.state, name, label)) return taken()
      Object.assign(label, { name, color: text(body['color']) || label.color })
      return done()
    }),
  ),
  inMailbox('DELETE', '/labels/:label', 'tags.DELETE', ({ state, path }) => {
    const label = find(state, path['label'])
    if (label === undefined) return unknown()
    state.labels = state.labels.filter((one) => one !== label)
    for (const message of state.messages) message.labelIds = message.labelIds.filter((id) => id !== label.id)
    return done()
  }),
]
