import { defineOperation, Type } from '@patchbay/contract'
import { mailboxOf } from '../mail/mailbox.ts'
import { scope } from '../scopes.ts'
import { checkRecipients, contentOf, senderOf } from '../sending/compose.ts'
import { deliver } from '../sending/deliver.ts'
import { messageInput, SentRecord } from '../sending/fields.ts'
import { vendor } from '../vendor.ts'

export const send = defineOperation(vendor, {
  title: 'Send a message',
  description:
    'Sends a new message, with files if there are any. Every call sends: give an Idempotency-Key, and a call that is ' +
    'repeated after an unknown outcome looks in the Sent folder before anything is sent again. To answer a message use ' +
    'messages.reply; to let a person look first use drafts.create; for later use messages.schedule.',
  effect: 'write',
  recovers: true,
  scopes: [scope('messages', 'CREATE')],
  input: Type.Object(messageInput),
  output: SentRecord,
  timeout: '2m',
  invalidates: ['messages'],
  examples: [
    {
      title: 'A short message',
      input: { to: ['jon@holm.example'], subject: 'Shelves', html: '<p>They come on Tuesday.</p>' },
      output: {
        messageId: '1784105487965154200',
        internetMessageId: '<1784105487965154200.848632206@zohomail.com>',
        from: 'mara@fernhill.example',
        to: ['jon@holm.example'],
        cc: [],
        subject: 'Shelves',
        wasThere: false,
      },
    },
    {
      title: 'Plain text with a file',
      input: {
        to: ['jon@holm.example'],
        cc: ['ida@holm.example'],
        subject: 'Prices',
        text: 'The prices are attached.',
        attachments: [
          { name: 'prices.csv', contentBase64: 'aXRlbSxwcmljZQpzaGVsZiwxMgo=', type: 'text/csv' },
        ],
      },
      output: {
        messageId: '1784105487965616800',
        internetMessageId: '<1784105487965616800.848632206@zohomail.com>',
        from: 'mara@fernhill.example',
        to: ['jon@holm.example'],
        cc: ['ida@holm.example'],
        subject: 'Prices',
        wasThere: false,
      },
    },
  ],
  async run(context) {
    const { input } = context
    const { to, cc = [], bcc = [], subject = '', attachments = [], requestReceipt = false } = input
    checkRecipients(input)
    const content = contentOf(input)
    const mailbox = await mailboxOf(context)
    const from = await senderOf(context, mailbox, input.from)
    return deliver(context, {
      mailbox,
      draft: { from, to, cc, bcc, subject, ...content },
      attachments,
      folders: ['sent'],
      more: { askReceipt: requestReceipt ? 'yes' : 'no' },
    })
  },
})
