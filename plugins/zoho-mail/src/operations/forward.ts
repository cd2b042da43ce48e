import { defineOperation, Type } from '@patchbay/contract'
import { attachmentsOf, messagePath } from '../mail/attachments.ts'
import { mailboxOf } from '../mail/mailbox.ts'
import { detailsOf, placeFields } from '../mail/message-place.ts'
import type { MessageRecord } from '../mail/message-row.ts'
import { scope } from '../scopes.ts'
import { checkRecipients, contentOf, senderOf } from '../sending/compose.ts'
import { deliver } from '../sending/deliver.ts'
import { messageInput, SentRecord, type AttachmentInput } from '../sending/fields.ts'
import { withMark } from '../sending/original.ts'
import forwardedBody from '../transforms/forwarded-body.ts'
import { vendor } from '../vendor.ts'
import { fetchBytes } from '../wire/ask.ts'

const { folderId, messageId } = placeFields

export const forward = defineOperation(vendor, {
  title: 'Forward a message',
  description:
    'Sends a message on to others, with its files and with words of your own above it. Zoho cannot do this itself, so that ' +
    'it is sent as a new message. Pictures within the text do not come along; a warning says so.',
  effect: 'write',
  recovers: true,
  scopes: [scope('messages', 'READ'), scope('messages', 'CREATE')],
  input: Type.Object({
    ...messageInput,
    folderId,
    messageId,
    withAttachments: Type.Optional(
      Type.Boolean({
        default: true,
        description: 'Whether the files of the message come along. Default: yes.',
      }),
    ),
  }),
  output: SentRecord,
  timeout: '2m',
  invalidates: ['messages'],
  examples: [
    {
      title: 'With a word above it',
      input: {
        folderId: '4845214000000008014',
        messageId: '1781108289537154300',
        to: ['tom@fernhill.example'],
        text: 'Tuesday is settled.',
      },
      output: {
        messageId: '1784105487965154200',
        internetMessageId: '<1784105487965154200.848632206@zohomail.com>',
        from: 'mara@fernhill.example',
        to: ['tom@fernhill.example'],
        cc: [],
        subject: 'Fwd: Re: Shelves & delivery <Tuesday>',
        wasThere: false,
      },
    },
    {
      title: 'With its file',
      input: {
        folderId: '4845214000000008014',
        messageId: '1781108289537154402',
        to: ['tom@fernhill.example'],
        text: 'Please pay.',
      },
      output: {
        messageId: '1784105487965616800',
        internetMessageId: '<1784105487965616800.848632206@zohomail.com>',
        from: 'mara@fernhill.example',
        to: ['tom@fernhill.example'],
        cc: [],
        subject: 'Fwd: Invoice 2031',
        wasThere: false,
      },
    },
  ],
  async run(context) {
    const { input, http, report } = context
    const { to, cc = [], bcc = [], attachments = [], requestReceipt = false, withAttachments = true } = input
    checkRecipients(input)
    const { content: words, isHtml } = contentOf(input)
    const mailbox = await mailboxOf(context)
    const message = await detailsOf(context, mailbox, input)
    const place = { folderId: message.folderId, messageId: message.id }
    const { body: bytes } = await fetchBytes(http, {
      method: 'GET',
      path: `${messagePath(mailbox, place)}/content`,
      query: { includeBlockContent: true },
      effect: 'read',
    })
    const content = await context.transform(forwardedBody, { bytes, words, isHtml, lines: linesOf(message) })
    const files =
      message.hasAttachments || /<img/i.test(content) ? await attachmentsOf(context, mailbox, place) : []
    if (files.some(({ isInline }) => isInline)) {
      report.warning({
        code: 'inline_images_left_out',
        message: 'The message has pictures within its text, which do not come along.',
      })
    }
    const own: AttachmentInput[] = withAttachments
      ? files.filter(({ isInline }) => !isInline).map(({ id }) => ({ ...place, attachmentId: id }))
      : []
    const from = await senderOf(context, mailbox, input.from)
    return deliver(context, {
      mailbox,
      draft: {
        from,
        to,
        cc,
        bcc,
        subject: input.subject ?? withMark('Fwd', message.subject),
        content,
        isHtml: true,
      },
      attachments: [...attachments, ...own],
      folders: ['sent'],
      more: { askReceipt: requestReceipt ? 'yes' : 'no' },
    })
  },
})

const written = ({ name, address }: MessageRecord['from']): string =>
  name === null ? address : `${name} <${address}>`

const linesOf = ({ from, to, cc, receivedAt, subject }: MessageRecord): string[] => [
  `From: ${written(from)}`,
  `To: ${to.map(written).join(', ')}`,
  ...(cc.length === 0 ? [] : [`Cc: ${cc.map(written).join(', ')}`]),
  ...(receivedAt === null ? [] : [`Date: ${receivedAt}`]),
  `Subject: ${subject}`,
]
