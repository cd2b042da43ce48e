import { randomBytes } from 'node:crypto'

/** A secret that is looked for, and what it is the secret of. */
export interface Canary {
  readonly name: string
  readonly text: string
}

/** Where a canary was found, and how it was written there. */
export interface Hit {
  readonly canary: string
  readonly form: string
  readonly where: string
}

export const newCanary = (name: string): Canary => ({ name, text: `cnry${randomBytes(24).toString('hex')}` })

interface Needle {
  readonly canary: string
  readonly form: string
  readonly bytes: Buffer
}

/** Finds canaries in bytes: as they are, in hex, and in base64 wherever they stand in what was encoded. */
export function createFinder(canaries: readonly Canary[]): (where: string, bytes: Buffer) => Hit[] {
  const needles = canaries.flatMap(({ name, text }): Needle[] => {
    const plain = Buffer.from(text)
    const hex = plain.toString('hex')
    const encoded = [0, 1, 2].map((offset) => base64Core(plain, offset))
    const forms = { 'as it is': [text], hex: [hex, hex.toUpperCase()], base64: encoded }
    return [
      ...Object.entries(forms).flatMap(([form, texts]) =>
        texts.map((one) => ({ canary: name, form, bytes: Buffer.from(one) })),
      ),
      { canary: name, form: 'in UTF-16', bytes: Buffer.from(text, 'utf16le') },
    ]
  })
  return (where, bytes) =>
    needles
      .filter((needle) => bytes.includes(needle.bytes))
      .map(({ canary, form }) => ({ canary, form, where }))
}

/** Without the characters that depend on what stands beside it. */
function base64Core(bytes: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64')
  return text.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6))
}
