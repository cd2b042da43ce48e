import type { EmulatorAnswer } from '@patchbay/contract/emulator'
import { bare, data, invalid } from '../answers.ts'
import { headersOf, rawOf, rowOf } from '../message-rows.ts'
import { inMailbox, type Call, type Route } from '../router.ts'
import { readSearchKey } from '../search.ts'
import { folderIdOf, type Message } from '../state.ts'

/** One page: `start` counts from 1, and a page has 200 rows at the most. */
function page({ query, state }: Call, messages: readonly Message[]): EmulatorAnswer {
  const start = Number(query.get('start') ?? 1)
  const limit = Number(query.get('limit') ?? 10)
  if (!(start >= 1)) return invalid('start is not valid')
  if (!(limit >= 1 && limit <= 200)) return invalid('limit is not valid')
  return data(messages.slice(start - 1, start - 1 + limit).map((message) => rowOf(message, state)))
}

const newestFirst = (a: Message, b: Message): number =>
  b.receivedTime - a.receivedTime || (a.id < b.id ? 1 : -1)

const flags = ['flag_not_set', 'info', 'important', 'followup']

function list(call: Call): EmulatorAnswer {
  const { query, state } = call
  const folderId = query.get('folderId')
  const status = query.get('status') ?? 'all'
  const flag = query.get('flagid')
  const label = query.get('labelid')
  const threadId = query.get('threadId')
  const isWide = threadId !== null || label !== null || flag !== null
  const found = state.messages.filter(
    (message) =>
      (folderId === null
        ? isWide || message.folderId === folderIdOf(state, 'Inbox')
        : message.folderId === folderId) &&
      (query.get('includearchive') === 'true' || threadId !== null || !message.isArchived) &&
      (status === 'all' || message.isRead === (status === 'read')) &&
      (flag === null || message.flag === flags[Number(flag)]) &&
      (label === null || message.labelIds.includes(label)) &&
      (threadId === null || message.threadId === threadId) &&
      (query.get('attachedMails') !== 'true' || message.attachments.length > 0),
  )
  const sorted = found.toSorted(newestFirst)
  return page(call, query.get('sortorder') === 'true' ? sorted.toReversed() : sorted)
}

function search(call: Call): EmulatorAnswer {
  const { query, state } = call
  const passes = readSearchKey(query.get('searchKey') ?? '', state)
  if (passes === undefined) return invalid('searchKey is not valid')
  const since = Number(query.get('receivedTime') ?? 0)
  return page(
    call,
    state.messages
      .filter((message) => passes(message) && message.receivedTime >= since)
      .toSorted(newestFirst),
  )
}

const unknown = (): EmulatorAnswer => invalid('Message id is invalid', 404)

/** A message by its id. Where `isExact`, it must be in the folder that the path names. */
function withMessage(
  call: Call,
  isExact: boolean,
  answer: (message: Message) => EmulatorAnswer,
): EmulatorAnswer {
  const { path, state } = call
  const message = state.messages.find(({ id }) => id === path['message'])
  const isThere = message !== undefined && (!isExact || message.folderId === path['folder'])
  return isThere ? answer(message) : unknown()
}

const inFolder = '/folders/:folder/messages/:message'

export const messageReads: readonly Route[] = [
  inMailbox('GET', '/messages/view', 'messages.READ', list),
  inMailbox('GET', '/messages/search', 'messages.READ', search),
  // Even to a folder in which it is not, it tells the one in which it is.
  inMailbox('GET', `${inFolder}/details`, 'messages.READ', (call) =>
    withMessage(call, false, (message) => data(rowOf(message, call.state))),
  ),
  inMailbox('GET', `${inFolder}/content`, 'messages.READ', (call) =>
    withMessage(call, true, ({ id, content }) => data({ messageId: bare(id), content })),
  ),
  inMailbox('GET', `${inFolder}/header`, 'messages.READ', (call) =>
    withMessage(call, true, (message) =>
      data(
        call.query.get('raw') === 'true'
          ? { headerContent: rawOf(message).split('\r\n\r\n', 1)[0] }
          : { headerContent: headersOf(message) },
      ),
    ),
  ),
  inMailbox('GET', '/messages/:message/originalmessage', 'messages.READ', (call) =>
    withMessage(call, false, (message) => data({ messageId: bare(message.id), content: rawOf(message) })),
  ),
]
