import type { EmulatorAnswer } from '@patchbay/contract/emulator'
import { data, done, invalid } from '../answers.ts'
import { inMailbox, text, texts, withBody, type Call, type Route } from '../router.ts'
import { folderIdOf, type Message, type State } from '../state.ts'

type Body = Readonly<Record<string, unknown>>
type Change = (message: Message) => void

const flags = ['info', 'important', 'followup', 'flag_not_set']

/** What a mode does to a message, or why not. */
function changeOf(mode: string, body: Body, state: State): Change | EmulatorAnswer {
  const labels = texts(body['labelId'])
  const move =
    (type: string): Change =>
    (message) => {
      message.folderId = folderIdOf(state, type)
    }
  switch (mode) {
    case 'markAsRead':
    case 'markAsUnread':
      return (message) => {
        message.isRead = mode === 'markAsRead'
      }
    case 'moveMessage': {
      const target = text(body['destfolderId'])
      if (!state.folders.some(({ id }) => id === target)) return invalid('destfolderId is not valid')
      return (message) => {
        message.folderId = target
      }
    }
    case 'setFlag': {
      const flag = text(body['flagid'])
      if (!flags.includes(flag)) return invalid('flagid is not valid')
      return (message) => {
        message.flag = flag
      }
    }
    case 'applyLabel':
    case 'removeLabel':
      if (labels.length === 0 || !labels.every((id) => state.labels.some((label) => label.id === id))) {
        return invalid('labelId is not valid')
      }
      return (message) => {
        const others = message.labelIds.filter((id) => !labels.includes(id))
        message.labelIds = mode === 'applyLabel' ? [...others, ...labels] : others
      }
    case 'removeAllLabels':
      return (message) => {
        message.labelIds = []
      }
    case 'archiveMails':
    case 'unArchiveMails':
      return (message) => {
        message.isArchived = mode === 'archiveMails'
      }
    case 'moveToSpam':
      return move('Spam')
    case 'markNotSpam':
      return move('Inbox')
    default:
      return invalid(`mode ${mode} is not valid`)
  }
}

/** Ids that are not there are passed over: an update says nothing about them. */
function update(call: Call, body: Body, isOfThreads: boolean): EmulatorAnswer {
  const { state } = call
  const mode = text(body['mode'])
  if (isOfThreads && /archive/i.test(mode)) return invalid(`mode ${mode} is not valid`)
  const ids = texts(isOfThreads ? body['threadId'] : (body['messageId'] ?? body['threadId']))
  if (ids.length === 0) return invalid('messageId is missing')
  const change = changeOf(mode, body, state)
  if (typeof change !== 'function') return change
  for (const message of state.messages) {
    const isMeant =
      ids.includes(message.id) || (message.threadId !== undefined && ids.includes(message.threadId))
    if (isMeant) change(message)
  }
  return done()
}

export const messageUpdates: readonly Route[] = [
  inMailbox('PUT', '/updatemessage', 'messages.UPDATE', (call) =>
    withBody(call, (body) => update(call, body, false)),
  ),
  inMailbox('PUT', '/updatethread', 'messages.UPDATE', (call) =>
    withBody(call, (body) => update(call, body, true)),
  ),
  inMailbox('DELETE', '/folders/:folder/messages/:message', 'messages.DELETE', ({ state, path, query }) => {
    const message = state.messages.find(
      (one) => one.id === path['message'] && one.folderId === path['folder'],
    )
    if (message === undefined) return invalid('Message id is invalid', 404)
    if (query.get('expunge') === 'true') state.messages = state.messages.filter((one) => one !== message)
    else message.folderId = folderIdOf(state, 'Trash')
    return data({ cId: 0 })
  }),
]
