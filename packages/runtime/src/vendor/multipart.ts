import { randomUUID } from 'node:crypto'
import { Problem, type MultipartPart } from '@patchbay/contract'

export interface Multipart {
  readonly body: Uint8Array
  /** With the boundary. */
  readonly type: string
}

/** A form as `multipart/form-data` (RFC 7578), its parts in their order. */
export function toMultipart(parts: readonly MultipartPart[]): Multipart {
  const boundary = `patchbay-${randomUUID()}`
  const pieces = parts.flatMap(({ name, value, filename, type }) => [
    Buffer.from(`--${boundary}\r\n${disposition(name, filename)}${contentType(filename, type)}\r\n`),
    typeof value === 'string' ? Buffer.from(value) : value,
    Buffer.from('\r\n'),
  ])
  return {
    body: Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]),
    type: `multipart/form-data; boundary=${boundary}`,
  }
}

// As browsers escape them (HTML, "multipart form data").
const quoted = (text: string): string =>
  `"${text.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A')}"`

const disposition = (name: string, filename: string | undefined): string =>
  `Content-Disposition: form-data; name=${quoted(name)}${filename === undefined ? '' : `; filename=${quoted(filename)}`}\r\n`

function contentType(filename: string | undefined, type: string | undefined): string {
  const stated = type ?? (filename === undefined ? undefined : 'application/octet-stream')
  if (stated === undefined) return ''
  if (!/^[\x20-\x7e]+$/.test(stated)) {
    throw new Problem('internal', { detail: 'The connector named a media type that no header can carry.' })
  }
  return `Content-Type: ${stated}\r\n`
}
