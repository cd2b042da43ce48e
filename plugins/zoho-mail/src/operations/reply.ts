import { defineOperation, Type } from '@patchbay/contract'
import { mailboxOf } from '../mail/mailbox.ts'
import { placeFields } from '../mail/message-place.ts'
import { scope } from '../scopes.ts'
import { checkRecipients, contentOf, senderOf } from '../sending/compose.ts'
import { deliver } from '../sending/deliver.ts'
import { contentFields, Recipients, senderFields, SentRecord } from '../sending/fields.ts'
import { originalOf, ownAddresses, recipientsOfAll, withMark } from '../sending/original.ts'
import { vendor } from '../vendor.ts'

const { folderId, messageId } = placeFields
const answered = { folderId: '4845214000000008014', messageId: '1781108289537154300' }

const fields = {
  ...senderFields,
  folderId,
  messageId,
  ...contentFields,
  cc: Type.Optional(Recipients('Who gets a copy, beside those who get it anyway.')),
}

const scopes = [scope('messages', 'READ'), scope('messages', 'CREATE')]

const example = {
  messageId: '1784105487965154200',
  internetMessageId: '<1784105487965154200.848632206@zohomail.com>',
  from: 'mara@fernhill.example',
  subject: 'Re: Shelves & delivery <Tuesday>',
  wasThere: false,
}

export const reply = defineOperation(vendor, {
  title: 'Answer a message',
  description:
    'Sends an answer to whoever wrote a message, or to the `Reply-To` that it names, in the same conversation. Every call ' +
    'sends; with an Idempotency-Key a repeated one looks in the Sent folder first. The message itself is not quoted. To ' +
    'answer everybody use messages.reply_all.',
  effect: 'write',
  recovers: true,
  scopes,
  input: Type.Object({
    ...fields,
    to: Type.Optional(Recipients('Who gets the answer. Default: whoever the message says.')),
    subject: Type.Optional(
      Type.String({
        maxLength: 1_000,
        pattern: String.raw`^[^\r\n]*$`,
        description: 'Default: that of the message, with Re:.',
      }),
    ),
  }),
  output: SentRecord,
  timeout: '2m',
  invalidates: ['messages', 'threads'],
  examples: [
    {
      title: 'A short answer',
      input: { ...answered, text: 'See you on Tuesday.' },
      output: { ...example, to: ['jon@holm.example'], cc: [] },
    },
  ],
  async run(context) {
    const { input } = context
    const { cc = [], attachments = [] } = input
    const content = contentOf(input)
    const mailbox = await mailboxOf(context)
    const { message, replyTo } = await originalOf(context, mailbox, input)
    const to = input.to ?? (replyTo.length === 0 ? [message.from.address] : replyTo)
    checkRecipients({ to, cc })
    const from = await senderOf(context, mailbox, input.from)
    const subject = input.subject ?? withMark('Re', message.subject)
    return deliver(context, {
      mailbox,
      draft: { from, to, cc, bcc: [], subject, ...content },
      attachments,
      folders: ['sent'],
      path: `/${message.id}`,
      more: { action: 'reply' },
    })
  },
})

export const replyAll = defineOperation(vendor, {
  title: 'Answer a message to everybody',
  description:
    'Sends an answer to whoever wrote a message and to all others that got it, but not to the mailbox itself, in the same ' +
    'conversation. Zoho cannot do this itself, so the recipients are found out from the message; the answer names them. ' +
    'Look at them first with messages.get where it matters.',
  effect: 'write',
  recovers: true,
  scopes: [...scopes, scope('accounts', 'READ')],
  input: Type.Object(fields),
  output: SentRecord,
  timeout: '2m',
  invalidates: ['messages', 'threads'],
  examples: [
    {
      title: 'To everybody',
      input: { ...answered, text: 'See you all on Tuesday.' },
      output: { ...example, to: ['jon@holm.example'], cc: ['ida@holm.example'] },
    },
  ],
  async run(context) {
    const { input } = context
    const { attachments = [] } = input
    const content = contentOf(input)
    const mailbox = await mailboxOf(context)
    const original = await originalOf(context, mailbox, input)
    const own = await ownAddresses(context, mailbox)
    const found = recipientsOfAll(original, own)
    const there = new Set([...found.to, ...found.cc].map((one) => one.toLowerCase()))
    const cc = [...found.cc, ...(input.cc ?? []).filter((one) => !there.has(one.toLowerCase()))]
    checkRecipients({ to: found.to, cc })
    const from = await senderOf(context, mailbox, input.from)
    return deliver(context, {
      mailbox,
      draft: {
        from,
        to: found.to,
        cc,
        bcc: [],
        subject: withMark('Re', original.message.subject),
        ...content,
      },
      attachments,
      folders: ['sent'],
      path: `/${original.message.id}`,
      more: { action: 'reply' },
    })
  },
})
