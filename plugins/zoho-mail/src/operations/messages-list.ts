import { defineOperation, Type, type Static } from '@patchbay/contract'
import { FolderName, folderIdOf } from '../mail/folders.ts'
import { mailboxField, mailboxOf } from '../mail/mailbox.ts'
import { FlagChoice, MessageRecord, messageOf, WireRow, type Flag } from '../mail/message-row.ts'
import { pageFields, pageQuery, reportNext } from '../mail/paging.ts'
import { scope } from '../scopes.ts'
import { vendor } from '../vendor.ts'
import { ask } from '../wire/ask.ts'
import { Id } from '../wire/id.ts'

export const Rows = Type.Array(WireRow)

const flagNumbers: Readonly<Record<Flag, number>> = { none: 0, info: 1, important: 2, followup: 3 }

/** Each message once: while pages are read, new mail moves others to the next one. */
export function distinct(rows: ReadonlyArray<Static<typeof WireRow>>): MessageRecord[] {
  const byId = new Map(rows.map((row) => messageOf(row)).map((message) => [message.id, message]))
  return [...byId.values()]
}

export const list = defineOperation(vendor, {
  title: 'List messages',
  description:
    'The messages of a folder, newest first, with sender, subject and first words. Use it to look through a folder; to find ' +
    'something use messages.search, and messages.get for the whole text. New mail that arrives while pages are read may ' +
    'show a message twice, on two pages.',
  effect: 'read',
  scopes: [scope('messages', 'READ')],
  input: Type.Object({
    ...mailboxField,
    folder: Type.Optional(FolderName('The folder. Default: the inbox.')),
    status: Type.Optional(
      Type.Union([Type.Literal('read'), Type.Literal('unread'), Type.Literal('all')], {
        default: 'all',
        description: 'Only read, or only unread messages. Default: all.',
      }),
    ),
    flag: Type.Optional(FlagChoice('Only messages with this flag; `none` for those without.')),
    labelId: Type.Optional(Id('Only messages with this label, as labels.list shows it.')),
    withAttachments: Type.Optional(
      Type.Boolean({ description: 'Whether to show only messages with files. Default: no.' }),
    ),
    includeArchived: Type.Optional(
      Type.Boolean({ description: 'Whether to show archived messages too. Default: no.' }),
    ),
    oldestFirst: Type.Optional(Type.Boolean({ description: 'Whether the oldest come first. Default: no.' })),
    ...pageFields,
  }),
  output: Type.Object({ items: Type.Array(MessageRecord) }),
  examples: [
    {
      title: 'The newest unread message of the inbox',
      input: { status: 'unread', limit: 1 },
      output: {
        items: [
          {
            id: '1781108289537154300',
            folderId: '4845214000000008014',
            threadId: '1781108288595155100',
            subject: 'Re: Shelves & delivery <Tuesday>',
            summary: 'Great, thank you!',
            from: { name: 'Jon "Jonny" Holm', address: 'jon@holm.example' },
            to: [
              { name: null, address: 'mara@fernhill.example' },
              { name: null, address: 'sales@fernhill.example' },
            ],
            cc: [{ name: null, address: 'ida@holm.example' }],
            receivedAt: '2026-11-20T10:05:30.000Z',
            isRead: false,
            flag: 'none',
            priority: 'normal',
            hasAttachments: false,
            size: 28,
          },
        ],
      },
    },
  ],
  async run(context) {
    const { input, http, report } = context
    const { folder, status, flag, labelId, withAttachments, includeArchived, oldestFirst } = input
    const mailbox = await mailboxOf(context)
    const folderId = folder === undefined ? undefined : await folderIdOf(context, mailbox, folder, '/folder')
    const rows = await ask(
      http,
      {
        method: 'GET',
        path: `${mailbox}/messages/view`,
        query: {
          folderId,
          ...pageQuery(input),
          status: status === 'all' ? undefined : status,
          flagid: flag === undefined ? undefined : flagNumbers[flag],
          labelid: labelId,
          attachedMails: withAttachments === true ? true : undefined,
          includearchive: includeArchived === true ? true : undefined,
          includeto: true,
          sortorder: oldestFirst === true,
        },
      },
      Rows,
    )
    reportNext(report, input, rows.length)
    return { items: distinct(rows) }
  },
})
