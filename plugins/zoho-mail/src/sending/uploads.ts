import { Problem, Type } from '@patchbay/contract'
import type { ZohoContext } from '../context.ts'
import { fetchAttachment } from '../mail/attachments.ts'
import { ask } from '../wire/ask.ts'
import { Loose, textOf } from '../wire/scalars.ts'
import type { AttachmentInput } from './fields.ts'

/** A file at Zoho that no message has yet. */
export interface Uploaded {
  readonly storeName: string
  readonly attachmentName: string
  readonly attachmentPath: string
}

const WireUpload = Type.Object({ storeName: Loose, attachmentName: Loose, attachmentPath: Loose })
const WireUploads = Type.Union([Type.Array(WireUpload, { minItems: 1 }), WireUpload])

export interface FileToUpload {
  readonly name: string
  readonly bytes: Uint8Array
  readonly type?: string | undefined
}

/**
 * Gives Zoho a file. Nothing of it can be seen until a message is sent with it, so within a send it may be done again;
 * `effect` says otherwise where it is all that is done.
 */
export async function upload(
  { http }: Pick<ZohoContext, 'http'>,
  mailbox: string,
  { name, bytes, type }: FileToUpload,
  {
    isInline = false,
    effect = 'idempotent',
  }: { readonly isInline?: boolean; readonly effect?: 'idempotent' | 'write' } = {},
): Promise<Uploaded> {
  const answer = await ask(
    http,
    {
      method: 'POST',
      path: `${mailbox}/messages/attachments`,
      query: { uploadType: 'multipart', ...(isInline ? { isInline } : {}) },
      multipart: [{ name: 'attach', value: bytes, filename: name, ...(type === undefined ? {} : { type }) }],
      effect,
    },
    WireUploads,
  )
  const uploaded = [answer].flat()[0]
  return {
    storeName: textOf(uploaded?.storeName),
    attachmentName: textOf(uploaded?.attachmentName),
    attachmentPath: textOf(uploaded?.attachmentPath),
  }
}

/** Bytes of base64. Throws `invalid_input` for anything else, which Buffer would read as far as it goes. */
export function bytesOf(base64: string, path: string): Uint8Array {
  const text = base64.replaceAll(/\s/g, '')
  const isBase64 = text.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text)
  if (!isBase64) {
    throw new Problem('invalid_input', {
      detail: 'A file is not in base64.',
      errors: [{ path, message: 'must be base64 (RFC 4648, 4), with its padding' }],
    })
  }
  return new Uint8Array(Buffer.from(text, 'base64'))
}

/** The most that a message may be, in bytes of its files. */
const largestMessage = 40_000_000

/** Files of a call as Zoho has them, uploaded right before they are sent: how long it keeps them is not documented. */
export async function uploadAll(
  context: Pick<ZohoContext, 'http'>,
  mailbox: string,
  attachments: readonly AttachmentInput[],
): Promise<Uploaded[]> {
  // Everything is read before anything is uploaded, so that a wrong file leaves nothing behind.
  const files = attachments.map((one, index) =>
    'contentBase64' in one
      ? {
          name: one.name,
          bytes: bytesOf(one.contentBase64, `/attachments/${index}/contentBase64`),
          type: one.type,
        }
      : one,
  )
  const size = files.reduce((sum, file) => sum + ('bytes' in file ? file.bytes.length : 0), 0)
  if (size > largestMessage) {
    throw new Problem('too_large', {
      detail: 'Zoho takes messages of 40 MB at the most, with all their files.',
    })
  }
  const uploaded: Uploaded[] = []
  for (const file of files) {
    if ('storeName' in file) uploaded.push(file)
    else if ('bytes' in file) uploaded.push(await upload(context, mailbox, file))
    else {
      const { name, bytes } = await fetchAttachment(context, mailbox, file)
      uploaded.push(await upload(context, mailbox, { name, bytes }))
    }
  }
  return uploaded
}
