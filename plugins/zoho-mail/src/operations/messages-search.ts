import { defineOperation, Type } from '@patchbay/contract'
import { FolderName, folderIdOf } from '../mail/folders.ts'
import { mailboxField, mailboxOf } from '../mail/mailbox.ts'
import { MessageRecord } from '../mail/message-row.ts'
import { pageFields, pageQuery, reportNext } from '../mail/paging.ts'
import { searchKeyOf } from '../mail/search-key.ts'
import { scope } from '../scopes.ts'
import { vendor } from '../vendor.ts'
import { ask } from '../wire/ask.ts'
import { Id } from '../wire/id.ts'
import { distinct, Rows } from './messages-list.ts'

const Words = (description: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength: 500, description }))
const Day = (description: string) =>
  Type.Optional(Type.String({ pattern: String.raw`^\d{4}-\d{2}-\d{2}$`, description }))

export const search = defineOperation(vendor, {
  title: 'Search messages',
  description:
    'Finds messages by words, people, subject, files, folder, label and days, newest first. All fields must fit, unless ' +
    '`match` is any. Words are searched for as they stand; they must not have double quotes. Spam and trash are left out ' +
    'unless asked for.',
  effect: 'read',
  scopes: [scope('messages', 'READ')],
  input: Type.Object({
    ...mailboxField,
    text: Words('Anywhere in the message.'),
    content: Words('In the text of the message.'),
    from: Words('Name or address of the sender.'),
    to: Words('Address of a recipient.'),
    cc: Words('Address of somebody who got a copy.'),
    subject: Words('In the subject.'),
    fileName: Words('In the name of a file.'),
    fileContent: Words('In the content of a file.'),
    has: Type.Optional(
      Type.Array(Type.Union([Type.Literal('attachment'), Type.Literal('flags'), Type.Literal('convo')]), {
        minItems: 1,
        uniqueItems: true,
        description: 'Only messages with files, with a flag, or in a conversation.',
      }),
    ),
    folder: Type.Optional(FolderName('Only in this folder.')),
    labelId: Type.Optional(Id('Only with this label, as labels.list shows it.')),
    after: Day('From this day on, such as 2026-11-01.'),
    before: Day('Up to this day, such as 2026-11-30.'),
    includeSpamAndTrash: Type.Optional(
      Type.Boolean({ default: false, description: 'Whether to look in spam and trash too. Default: no.' }),
    ),
    match: Type.Optional(
      Type.Union([Type.Literal('all'), Type.Literal('any')], {
        default: 'all',
        description: 'Whether all fields must fit, or any one of them is enough. Default: all.',
      }),
    ),
    ...pageFields,
  }),
  output: Type.Object({ items: Type.Array(MessageRecord) }),
  examples: [
    {
      title: 'Invoices with files since the middle of the month',
      input: { subject: 'invoice', has: ['attachment'], after: '2026-11-15' },
      output: {
        items: [
          {
            id: '1781108289537154402',
            folderId: '4845214000000008014',
            threadId: null,
            subject: 'Invoice 2031',
            summary: 'Please find our invoice attached. Total: € 120',
            from: { name: 'Paper & Co.', address: 'billing@paper.example' },
            to: [{ name: null, address: 'mara@fernhill.example' }],
            cc: [],
            receivedAt: '2026-11-19T14:00:00.000Z',
            isRead: false,
            flag: 'none',
            priority: 'normal',
            hasAttachments: true,
            size: 85,
          },
        ],
      },
    },
  ],
  async run(context) {
    const { input, http, report } = context
    const { accountId: _mailbox, folder, limit: _limit, cursor: _cursor, ...fields } = input
    searchKeyOf(folder === undefined ? fields : { ...fields, folderId: '1' }) // before anything is asked
    const mailbox = await mailboxOf(context)
    const folderId = folder === undefined ? undefined : await folderIdOf(context, mailbox, folder, '/folder')
    const searchKey = searchKeyOf(folderId === undefined ? fields : { ...fields, folderId })
    const rows = await ask(
      http,
      {
        method: 'GET',
        path: `${mailbox}/messages/search`,
        query: { searchKey, ...pageQuery(input), includeto: true },
      },
      Rows,
    )
    reportNext(report, input, rows.length)
    return { items: distinct(rows) }
  },
})
