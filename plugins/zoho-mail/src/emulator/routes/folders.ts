import { created, data, done, invalid, taken } from '../answers.ts'
import { extraParameter, hasOnly, inMailbox, text, withBody, type Route } from '../router.ts'
import { folderIdOf, nextId, type Folder, type State } from '../state.ts'

const viewOf = ({ id, name, type, path, parentId }: Folder, { account }: State) => ({
  folderId: id,
  folderName: name,
  folderType: type,
  path,
  isArchived: 0,
  imapAccess: true,
  VW: '1',
  HIDE: '0',
  folderIcon: '',
  ...(parentId === undefined ? {} : { parentFolderId: parentId }),
  URI: `https://mail.zoho.com/api/accounts/${account.accountId}/folders/${id}`,
})

const find = (state: State, id: string | undefined): Folder | undefined =>
  state.folders.find((folder) => folder.id === id)

const unknown = () => invalid('Folder id is invalid', 404)

const pathOf = (state: State, name: string, parentId: string | undefined): string =>
  `${find(state, parentId)?.path ?? ''}/${name}`

const isTaken = (state: State, path: string): boolean =>
  state.folders.some((folder) => folder.path.toLowerCase() === path.toLowerCase())

export const folders: readonly Route[] = [
  inMailbox('GET', '/folders', 'folders.READ', ({ state, query }) =>
    hasOnly(query) ? data(state.folders.map((folder) => viewOf(folder, state))) : extraParameter(),
  ),
  inMailbox('GET', '/folders/:folder', 'folders.READ', ({ state, path }) => {
    const folder = find(state, path['folder'])
    return folder === undefined ? unknown() : data(viewOf(folder, state))
  }),
  inMailbox('POST', '/folders', 'folders.CREATE', (call) =>
    withBody(call, (body) => {
      const name = text(body['folderName'])
      const parentId = text(body['parentFolderId']) || undefined
      if (name === '') return invalid('folderName is missing')
      const path = pathOf(call.state, name, parentId)
      if (isTaken(call.state, path)) return taken()
      const folder = { id: nextId(call.state), name, type: 'Inbox', isSystem: false, path, parentId }
      call.state.folders.push(folder)
      return created(viewOf(folder, call.state))
    }),
  ),
  inMailbox('PUT', '/folders/:folder', 'folders.UPDATE', (call) =>
    withBody(call, (body) => {
      const { state } = call
      const folder = find(state, call.path['folder'])
      if (folder === undefined) return unknown()
      switch (text(body['mode'])) {
        case 'rename': {
          const name = text(body['folderName'])
          const path = pathOf(state, name, folder.parentId)
          if (folder.isSystem || name === '') return invalid('folderName is not valid')
          if (isTaken(state, path)) return taken()
          Object.assign(folder, { name, path })
          return done()
        }
        case 'move': {
          const parentId = text(body['parentFolderId']) || undefined
          Object.assign(folder, { parentId, path: pathOf(state, folder.name, parentId) })
          return done()
        }
        case 'markAsRead':
          for (const message of state.messages) if (message.folderId === folder.id) message.isRead = true
          return done()
        case 'emptyFolder':
          if (folder.type === 'Trash' || folder.type === 'Spam')
            state.messages = state.messages.filter(({ folderId }) => folderId !== folder.id)
          else
            for (const message of state.messages)
              if (message.folderId === folder.id) message.folderId = folderIdOf(state, 'Trash')
          return done()
        case 'setViewableInIMAP':
        case 'removeViewableInIMAP':
          return done()
        default:
          return invalid('mode is not valid')
      }
    }),
  ),
  inMailbox('DELETE', '/folders/:folder', 'folders.DELETE', ({ state, path }) => {
    const folder = find(state, path['folder'])
    if (folder === undefined) return unknown()
    if (folder.isSystem) return invalid('System folders cannot be deleted')
    state.folders = state.folders.filter((one) => one !== folder)
    for (const message of state.messages)
      if (message.folderId === folder.id) message.folderId = folderIdOf(state, 'Trash')
    return done()
  }),
]
