/** A file of a form. */
export interface FormFile {
  readonly field: string
  readonly name: string
  readonly bytes: Uint8Array
}

/** The files of a body of `multipart/form-data`. Bytes are kept as latin-1 text on the way, which loses none. */
export function readFiles(contentType: string, bytes: Uint8Array): FormFile[] {
  const boundary = /boundary=([^;]+)/.exec(contentType)?.[1]
  if (boundary === undefined) return []
  return Buffer.from(bytes)
    .toString('latin1')
    .split(`--${boundary}`)
    .flatMap((part) => {
      const end = part.indexOf('\r\n\r\n')
      const head = Buffer.from(part.slice(0, Math.max(end, 0)), 'latin1').toString('utf8')
      const field = / name="([^"]*)"/.exec(head)?.[1]
      const name = / filename="([^"]*)"/.exec(head)?.[1]
      if (end === -1 || field === undefined || name === undefined) return []
      return [{ field, name, bytes: Uint8Array.from(Buffer.from(part.slice(end + 4, -2), 'latin1')) }]
    })
}
