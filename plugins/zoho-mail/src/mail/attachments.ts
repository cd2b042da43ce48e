import { Problem, Type, type Static } from '@patchbay/contract'
import type { ZohoContext } from '../context.ts'
import { ask, fetchBytes } from '../wire/ask.ts'
import { decoded } from '../wire/html-text.ts'
import { OutputId } from '../wire/id.ts'
import { Loose, numberOf, textOf, textOrNull } from '../wire/scalars.ts'

const WireAttachment = Type.Object({
  attachmentId: Loose,
  attachmentName: Type.Optional(Loose),
  attachmentSize: Type.Optional(Loose),
  cid: Type.Optional(Loose),
})

const WireAttachments = Type.Object({
  attachments: Type.Optional(Type.Array(WireAttachment)),
  inline: Type.Optional(Type.Array(WireAttachment)),
})

export const AttachmentRecord = Type.Object({
  id: OutputId(),
  name: Type.String(),
  size: Type.Integer({ minimum: 0, description: 'Bytes.' }),
  isInline: Type.Boolean({ description: 'Whether it is a picture within the text.' }),
  contentId: Type.Union([Type.String(), Type.Null()], { description: 'By which the text names it.' }),
})

export type AttachmentRecord = Static<typeof AttachmentRecord>

/** Where a message is. */
export interface MessagePlace {
  readonly folderId: string
  readonly messageId: string
}

export const messagePath = (mailbox: string, { folderId, messageId }: MessagePlace): string =>
  `${mailbox}/folders/${folderId}/messages/${messageId}`

/** The files of a message. */
export async function attachmentsOf(
  { http }: Pick<ZohoContext, 'http'>,
  mailbox: string,
  place: MessagePlace,
): Promise<AttachmentRecord[]> {
  const { attachments = [], inline = [] } = await ask(
    http,
    {
      method: 'GET',
      path: `${messagePath(mailbox, place)}/attachmentinfo`,
      query: { includeInline: true },
      effect: 'read',
    },
    WireAttachments,
  )
  const record =
    (isInline: boolean) =>
    (wire: Static<typeof WireAttachment>): AttachmentRecord => ({
      id: textOf(wire.attachmentId),
      name: decoded(textOf(wire.attachmentName)),
      size: Math.max(0, Math.trunc(numberOf(wire.attachmentSize))),
      isInline,
      contentId: textOrNull(wire.cid),
    })
  return [...attachments.map(record(false)), ...inline.map(record(true))]
}

const attempts = 3

/**
 * A file with its name. Zoho's connection may end early with what looks like a whole answer, so its length is compared
 * with what the message says, and a short one is fetched again.
 */
export async function fetchAttachment(
  context: Pick<ZohoContext, 'http'>,
  mailbox: string,
  { folderId, messageId, attachmentId }: MessagePlace & { readonly attachmentId: string },
  mostBytes = Number.POSITIVE_INFINITY,
): Promise<{ readonly name: string; readonly bytes: Uint8Array; readonly attachment: AttachmentRecord }> {
  const place = { folderId, messageId }
  const attachment = (await attachmentsOf(context, mailbox, place)).find(({ id }) => id === attachmentId)
  if (attachment === undefined) {
    throw new Problem('not_found', {
      detail: 'The message has no such file.',
      advice: 'attachments.list shows the files of a message.',
    })
  }
  if (attachment.size > mostBytes) throw tooLarge(attachment.size, mostBytes)
  const path = `${messagePath(mailbox, place)}/attachments/${attachmentId}`
  for (let tries = 1; ; tries += 1) {
    const { body } = await fetchBytes(context.http, { method: 'GET', path, effect: 'read' })
    if (body.length > mostBytes) throw tooLarge(body.length, mostBytes)
    if (body.length >= attachment.size) return { name: attachment.name, bytes: body, attachment }
    if (tries === attempts) {
      throw new Problem('vendor_error', {
        detail: `Zoho sent ${body.length} of the ${attachment.size} bytes of the file, ${attempts} times.`,
      })
    }
  }
}

const tooLarge = (size: number, mostBytes: number): Problem =>
  new Problem('too_large', {
    detail: `The file has ${size} bytes; ${mostBytes} can be downloaded in one call.`,
    advice: 'Open it in Zoho Mail.',
  })
