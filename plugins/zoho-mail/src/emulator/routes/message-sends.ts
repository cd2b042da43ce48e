import type { EmulatorAnswer } from '@patchbay/contract/emulator'
import { data, invalid } from '../answers.ts'
import { inMailbox, text, withBody, type Call, type Route } from '../router.ts'
import { folderIdOf, nextId, type Attachment, type Message, type State } from '../state.ts'

type Body = Readonly<Record<string, unknown>>

const list = (value: unknown): string[] =>
  text(value)
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)

/** What was uploaded before, by the names that the upload was given; undefined where one is not there. */
function attachmentsOf(body: Body, state: State): Attachment[] | undefined {
  const wanted = Array.isArray(body['attachments']) ? (body['attachments'] as Body[]) : []
  const found = wanted.map((one) => state.uploads.get(text(one['attachmentPath'])))
  if (found.includes(undefined)) return undefined
  return found.flatMap((upload) =>
    upload === undefined ? [] : [{ id: nextId(state), name: upload.name, bytes: upload.bytes }],
  )
}

function store(
  { state, now }: Call,
  body: Body,
  facts: Pick<Message, 'folderId' | 'threadId'>,
): Message | EmulatorAnswer {
  const from = text(body['fromAddress'])
  if (![state.account.address, ...state.account.aliases].includes(from))
    return invalid('fromAddress is not valid')
  const attachments = attachmentsOf(body, state)
  if (attachments === undefined) return invalid('attachments are not valid')
  const id = nextId(state, 'message')
  const isHtml = text(body['mailFormat']) !== 'plaintext'
  const content = state.profile.keepsElementIds
    ? text(body['content'])
    : text(body['content']).replaceAll(/ id="[^"]*"/g, '')
  const message: Message = {
    ...facts,
    id,
    mailId: `<${id}.${state.account.zuid}@zohomail.com>`,
    from,
    fromName: state.account.displayName,
    to: list(body['toAddress']),
    cc: list(body['ccAddress']),
    bcc: list(body['bccAddress']),
    subject: text(body['subject']),
    content: isHtml ? content : `<pre>${content}</pre>`,
    receivedTime: now,
    isRead: true,
    flag: 'flag_not_set',
    priority: '3',
    labelIds: [],
    isArchived: false,
    attachments,
  }
  state.messages.push(message)
  return message
}

const isAnswer = (value: Message | EmulatorAnswer): value is EmulatorAnswer => 'status' in value

function send(call: Call, body: Body): EmulatorAnswer {
  const { state } = call
  const mode = text(body['mode'])
  const isDraft = mode === 'draft' || mode === 'template'
  if (!isDraft && list(body['toAddress']).length === 0) return invalid('toAddress is missing')
  if (
    body['isSchedule'] === true &&
    !(Number(body['scheduleType']) >= 1 && Number(body['scheduleType']) <= 6)
  ) {
    return invalid('scheduleType is not valid')
  }
  const type =
    mode === 'draft'
      ? 'Drafts'
      : mode === 'template'
        ? 'Templates'
        : body['isSchedule'] === true
          ? 'Outbox'
          : 'Sent'
  const message = store(call, body, { folderId: folderIdOf(state, type), threadId: undefined })
  if (isAnswer(message)) return message
  return data({
    subject: message.subject,
    messageId: message.id,
    fromAddress: message.from,
    mailFormat: text(body['mailFormat']) || 'html',
    mailId: message.mailId,
    toAddress: text(body['toAddress']),
    ccAddress: text(body['ccAddress']),
    content: text(body['content']),
    ...(isDraft ? { mode } : {}),
  })
}

function reply(call: Call, body: Body): EmulatorAnswer {
  const { state, path } = call
  const original = state.messages.find(({ id }) => id === path['message'])
  if (original === undefined) return invalid('Message id is invalid', 404)
  if (text(body['action']).toLowerCase() !== 'reply') return invalid('action is not valid')
  original.threadId ??= original.id
  const subject = text(body['subject']) || `Re: ${original.subject}`
  const message = store(
    call,
    { ...body, subject },
    { folderId: folderIdOf(state, 'Sent'), threadId: original.threadId },
  )
  if (isAnswer(message)) return message
  return data({
    action: 'reply',
    messageId: message.id,
    mailId: message.mailId,
    fromAddress: message.from,
    toAddress: text(body['toAddress']),
    content: text(body['content']),
  })
}

export const messageSends: readonly Route[] = [
  inMailbox('POST', '/messages', 'messages.CREATE', (call) => withBody(call, (body) => send(call, body))),
  inMailbox('POST', '/messages/:message', 'messages.CREATE', (call) =>
    withBody(call, (body) => reply(call, body)),
  ),
]
