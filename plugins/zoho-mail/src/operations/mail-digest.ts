import { defineOperation, Type } from '@patchbay/contract'
import { FolderName, folderIdOf } from '../mail/folders.ts'
import { mailboxField, mailboxOf } from '../mail/mailbox.ts'
import { MessageRecord } from '../mail/message-row.ts'
import { newestSince } from '../mail/newest.ts'
import { scope } from '../scopes.ts'
import { vendor } from '../vendor.ts'

const day = 86_400_000

export const digest = defineOperation(vendor, {
  title: 'Sum up new mail',
  description:
    'What came into a folder within a span of time: how much, what is unread and flagged, and from whom. Use it to begin a ' +
    'day with, then messages.get for what matters. It takes six requests at the most.',
  effect: 'read',
  scopes: [scope('messages', 'READ'), scope('folders', 'READ')],
  input: Type.Object({
    ...mailboxField,
    folder: Type.Optional(FolderName('The folder. Default: the inbox.')),
    since: Type.Optional(
      Type.String({ format: 'date-time', description: 'From when on. Default: 24 hours ago.' }),
    ),
    messages: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 100,
        default: 20,
        description: 'How many unread and how many flagged messages to show, the newest ones. Default: 20.',
      }),
    ),
  }),
  output: Type.Object({
    since: Type.String({ format: 'date-time' }),
    total: Type.Integer({ minimum: 0 }),
    unread: Type.Integer({ minimum: 0 }),
    flagged: Type.Integer({ minimum: 0 }),
    withAttachments: Type.Integer({ minimum: 0 }),
    senders: Type.Array(
      Type.Object({
        name: Type.Union([Type.String(), Type.Null()]),
        address: Type.String(),
        messages: Type.Integer({ minimum: 1 }),
        unread: Type.Integer({ minimum: 0 }),
      }),
      { description: 'The twenty that wrote most.' },
    ),
    unreadMessages: Type.Array(MessageRecord),
    flaggedMessages: Type.Array(MessageRecord),
  }),
  cache: { ttl: '15s', tags: ['messages'] },
  timeout: '1m',
  examples: [
    {
      title: 'Since a moment, without the messages',
      input: { since: '2026-11-19T00:00:00Z', messages: 0 },
      output: {
        since: '2026-11-19T00:00:00.000Z',
        total: 3,
        unread: 3,
        flagged: 1,
        withAttachments: 1,
        senders: [
          { name: 'Jon "Jonny" Holm', address: 'jon@holm.example', messages: 2, unread: 2 },
          { name: 'Paper & Co.', address: 'billing@paper.example', messages: 1, unread: 1 },
        ],
        unreadMessages: [],
        flaggedMessages: [],
      },
    },
  ],
  async run(context) {
    const { input, now, report } = context
    const { folder = 'inbox', messages: shown = 20 } = input
    const since = input.since === undefined ? now - day : Date.parse(input.since)
    const mailbox = await mailboxOf(context)
    const folderId = await folderIdOf(context, mailbox, folder, '/folder')
    const { messages, isComplete } = await newestSince(context, mailbox, folderId, since)
    if (!isComplete) {
      report.partial()
      report.warning({
        code: 'older_messages_left_out',
        path: '/total',
        message: 'More came since then than can be looked at; the older of them are not counted.',
      })
    }
    const unread = messages.filter(({ isRead }) => !isRead)
    const flagged = messages.filter(({ flag }) => flag !== 'none')
    return {
      since: new Date(since).toISOString(),
      total: messages.length,
      unread: unread.length,
      flagged: flagged.length,
      withAttachments: messages.filter(({ hasAttachments }) => hasAttachments).length,
      senders: sendersOf(messages),
      unreadMessages: unread.slice(0, shown),
      flaggedMessages: flagged.slice(0, shown),
    }
  },
})

const mostSenders = 20

function sendersOf(messages: readonly MessageRecord[]) {
  const bySender = Map.groupBy(messages, ({ from }) => from.address.toLowerCase())
  return [...bySender.values()]
    .map((own) => ({
      name: own[0]?.from.name ?? null,
      address: own[0]?.from.address ?? '',
      messages: own.length,
      unread: own.filter(({ isRead }) => !isRead).length,
    }))
    .toSorted((a, b) => b.messages - a.messages || b.unread - a.unread || a.address.localeCompare(b.address))
    .slice(0, mostSenders)
}
