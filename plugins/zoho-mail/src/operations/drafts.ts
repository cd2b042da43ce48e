import { defineOperation, Type } from '@patchbay/contract'
import { mailboxOf } from '../mail/mailbox.ts'
import { scope } from '../scopes.ts'
import { contentOf, senderOf } from '../sending/compose.ts'
import { deliver } from '../sending/deliver.ts'
import { messageInput, Recipients, SentRecord } from '../sending/fields.ts'
import { vendor } from '../vendor.ts'

const MessageId = (description: string) =>
  Type.String({ pattern: String.raw`^<[^<>\s]+>$`, maxLength: 500, description })

export const create = defineOperation(vendor, {
  title: 'Save a draft',
  description:
    'Saves a message without sending it, so that a person can look at it and send it in Zoho Mail. Zoho has no way to change ' +
    'or to send a draft from outside: to send from here use messages.send.',
  effect: 'write',
  recovers: true,
  scopes: [scope('messages', 'CREATE')],
  input: Type.Object({
    ...messageInput,
    to: Type.Optional(Recipients('Who is to get it. Default: nobody yet.')),
    template: Type.Optional(
      Type.Boolean({
        default: false,
        description: 'Whether it is a template, which is kept when it is used. Default: no, a draft.',
      }),
    ),
    inReplyTo: Type.Optional(
      MessageId('For the draft of an answer: the `Message-ID` of the message, as messages.headers shows it.'),
    ),
    references: Type.Optional(
      Type.Array(MessageId('A `Message-ID`.'), {
        maxItems: 50,
        description: 'For the draft of an answer: the `References` of the message and its own `Message-ID`.',
      }),
    ),
  }),
  output: SentRecord,
  timeout: '2m',
  invalidates: ['messages'],
  examples: [
    {
      title: 'A draft to be looked at',
      input: { to: ['jon@holm.example'], subject: 'Offer', text: 'Twelve shelves for € 144.' },
      output: {
        messageId: '1784105487965154200',
        internetMessageId: '<1784105487965154200.848632206@zohomail.com>',
        from: 'mara@fernhill.example',
        to: ['jon@holm.example'],
        cc: [],
        subject: 'Offer',
        wasThere: false,
      },
    },
  ],
  async run(context) {
    const { input, report } = context
    const { to = [], cc = [], bcc = [], subject = '', attachments = [], template = false } = input
    const { inReplyTo, references = [] } = input
    const content = contentOf(input)
    const mailbox = await mailboxOf(context)
    const from = await senderOf(context, mailbox, input.from)
    if (attachments.length > 0) {
      report.warning({
        code: 'undocumented',
        path: '/messageId',
        message: 'Zoho does not document that drafts keep files; look whether they are there.',
      })
    }
    return deliver(context, {
      mailbox,
      draft: { from, to, cc, bcc, subject, ...content },
      attachments,
      folders: [template ? 'templates' : 'drafts'],
      more: {
        mode: template ? 'template' : 'draft',
        ...(inReplyTo === undefined ? {} : { inReplyTo }),
        ...(references.length === 0 ? {} : { refHeader: references.join(' ') }),
      },
    })
  },
})
