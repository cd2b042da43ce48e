import { Type, type Static } from '@patchbay/contract'
import { idPattern, OutputId } from '../wire/id.ts'
import { mailboxField } from '../mail/mailbox.ts'

/** No more than a bare address: a comma or a line break would make another recipient of it. */
export const addressPattern = String.raw`^[^\s,;<>"()\\]+@[^\s,;<>"()\\@]+$`

const Address = () => Type.String({ pattern: addressPattern, maxLength: 320 })

/** Recipients of one kind. */
export const Recipients = (description: string) =>
  Type.Array(Address(), { maxItems: 150, uniqueItems: true, description })

const AttachmentInput = Type.Union([
  Type.Object({
    name: Type.String({
      minLength: 1,
      maxLength: 255,
      pattern: String.raw`^[^/\\\u0000-\u001f"]+$`,
      description: 'The name of the file, with its ending.',
    }),
    contentBase64: Type.String({ description: 'The file in base64.' }),
    type: Type.Optional(
      Type.String({ maxLength: 127, description: 'Its media type, such as application/pdf.' }),
    ),
  }),
  Type.Object({
    storeName: Type.String({ minLength: 1, description: 'As attachments.upload gave it.' }),
    attachmentName: Type.String({ minLength: 1, description: 'As attachments.upload gave it.' }),
    attachmentPath: Type.String({ minLength: 1, description: 'As attachments.upload gave it.' }),
  }),
  Type.Object({
    folderId: Type.String({ pattern: idPattern, description: 'Of a message in the mailbox.' }),
    messageId: Type.String({ pattern: idPattern, description: 'The message that has the file.' }),
    attachmentId: Type.String({ pattern: idPattern, description: 'The file, as attachments.list shows it.' }),
  }),
])

export type AttachmentInput = Static<typeof AttachmentInput>

export const senderFields = {
  ...mailboxField,
  from: Type.Optional(
    Type.String({
      pattern: addressPattern,
      maxLength: 320,
      description:
        'The sender, one of those that accounts.identities shows. Default: `fromAddress` of the connection, else the main ' +
        'address of the mailbox, which takes one more request to find.',
    }),
  ),
}

export const contentFields = {
  html: Type.Optional(
    Type.String({ maxLength: 5_000_000, description: 'The message as HTML. One of `html` and `text`.' }),
  ),
  text: Type.Optional(
    Type.String({
      maxLength: 5_000_000,
      description: 'The message as plain text, sent as such. One of `html` and `text`.',
    }),
  ),
  attachments: Type.Optional(
    Type.Array(AttachmentInput, {
      maxItems: 50,
      description:
        'Files: with their content, as attachments.upload gave them, or from a message of the mailbox. Zoho takes messages ' +
        'of 40 MB at the most; the size of a call to Patchbay is limited as well (PATCHBAY_BODY_LIMIT).',
    }),
  ),
}

const subject = Type.Optional(
  Type.String({
    maxLength: 1_000,
    pattern: String.raw`^[^\r\n]*$`,
    description: 'The subject, in one line. Default: none.',
  }),
)

export const messageInput = {
  ...senderFields,
  to: Recipients('Who gets it.'),
  cc: Type.Optional(Recipients('Who gets a copy that everybody sees.')),
  bcc: Type.Optional(Recipients('Who gets a copy that nobody else sees.')),
  subject,
  ...contentFields,
  requestReceipt: Type.Optional(
    Type.Boolean({ default: false, description: 'Whether to ask recipients for a receipt. Default: no.' }),
  ),
}

export const SentRecord = Type.Object({
  messageId: OutputId('Id of the message in the mailbox.'),
  internetMessageId: Type.Union([Type.String(), Type.Null()], {
    description: 'Its `Message-ID`, by which every mail server knows it; null where Zoho did not tell.',
  }),
  from: Type.String(),
  to: Type.Array(Type.String()),
  cc: Type.Array(Type.String()),
  subject: Type.String(),
  wasThere: Type.Boolean({
    description:
      'Whether an earlier call with the same Idempotency-Key had done it already, so that nothing was done now.',
  }),
})

export type SentRecord = Static<typeof SentRecord>
