import { Type, type Static } from '@patchbay/contract'
import { addressesOf, decoded } from '../wire/html-text.ts'
import { OutputId } from '../wire/id.ts'
import { Loose, numberOf, textOf, textOrNull, timeOf, truthOf } from '../wire/scalars.ts'

/** A row of a list, of a search or of details, as Zoho sends it: everything may be a text. */
export const WireRow = Type.Object({
  messageId: Loose,
  folderId: Loose,
  threadId: Type.Optional(Loose),
  threadCount: Type.Optional(Loose),
  subject: Type.Optional(Loose),
  summary: Type.Optional(Loose),
  fromAddress: Type.Optional(Loose),
  sender: Type.Optional(Loose),
  toAddress: Type.Optional(Loose),
  ccAddress: Type.Optional(Loose),
  receivedTime: Type.Optional(Loose),
  status: Type.Optional(Loose),
  flagid: Type.Optional(Loose),
  priority: Type.Optional(Loose),
  hasAttachment: Type.Optional(Loose),
  hasInline: Type.Optional(Loose),
  size: Type.Optional(Loose),
})

export type WireRow = Static<typeof WireRow>

export const AddressRecord = Type.Object({
  name: Type.Union([Type.String(), Type.Null()]),
  address: Type.String(),
})

/** A flag, or what a field about one is for. */
export const FlagChoice = (description: string) =>
  Type.Union(
    [Type.Literal('none'), Type.Literal('info'), Type.Literal('important'), Type.Literal('followup')],
    {
      description,
    },
  )

export type Flag = Static<ReturnType<typeof FlagChoice>>

/** A message as lists show it. */
export const messageFields = {
  id: OutputId('Id of the message; with `folderId` it opens the message.'),
  folderId: OutputId('The folder in which it is.'),
  threadId: Type.Union([OutputId(), Type.Null()], { description: 'The conversation, if it is part of one.' }),
  subject: Type.String(),
  summary: Type.String({ description: 'The first words of the text.' }),
  from: AddressRecord,
  to: Type.Array(AddressRecord),
  cc: Type.Array(AddressRecord),
  receivedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
  isRead: Type.Boolean(),
  flag: FlagChoice('The flag of the message.'),
  priority: Type.Union([Type.Literal('high'), Type.Literal('normal'), Type.Literal('low')]),
  hasAttachments: Type.Boolean({ description: 'Inline pictures do not count.' }),
  size: Type.Integer({ minimum: 0, description: 'Bytes, as Zoho counts them.' }),
}

export const MessageRecord = Type.Object(messageFields)

export type MessageRecord = Static<typeof MessageRecord>

const flags: Readonly<Record<string, Flag>> = {
  info: 'info',
  important: 'important',
  followup: 'followup',
  '1': 'info',
  '2': 'important',
  '3': 'followup',
}

/** A message as callers get it. Its sent time is left out, for Zoho's is wrong by hours. */
export function messageOf(row: WireRow): MessageRecord {
  const from = textOf(row.fromAddress)
  const [first] = addressesOf(from)
  const sender = decoded(textOf(row.sender)).trim()
  const address = first?.address ?? decoded(from)
  const threadId = textOrNull(row.threadId)
  const priority = textOf(row.priority)
  return {
    id: textOf(row.messageId),
    folderId: textOf(row.folderId),
    threadId: threadId === '0' ? null : threadId,
    subject: decoded(textOf(row.subject)),
    summary: decoded(textOf(row.summary)).trim(),
    from: { name: first?.name ?? (sender === '' || sender === address ? null : sender), address },
    to: addressesOf(textOf(row.toAddress)),
    cc: addressesOf(textOf(row.ccAddress)),
    receivedAt: timeOf(row.receivedTime),
    isRead: textOf(row.status) === '1' || textOf(row.status) === 'read',
    flag: flags[textOf(row.flagid)] ?? 'none',
    priority:
      priority === '1' || priority === '2' ? 'high' : priority === '4' || priority === '5' ? 'low' : 'normal',
    hasAttachments: truthOf(row.hasAttachment),
    size: Math.max(0, Math.trunc(numberOf(row.size))),
  }
}
