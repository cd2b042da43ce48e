import { createCipheriv, createDecipheriv } from 'node:crypto'
import type { ArchiveKey } from './archive-header.ts'
import { damaged } from './damage.ts'

const algorithm = 'aes-256-gcm'
/** Bytes of plaintext in every chunk but the last, which may have fewer. */
export const chunkLength = 65_536
const tagLength = 16

/**
 * Which chunk it is, and whether it is the last: so none can be left out, added, moved or cut off. A nonce is used
 * once, since every archive has a key of its own.
 */
function nonceOf(index: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(index, 7)
  nonce.writeUInt8(isLast ? 1 : 0, 11)
  return nonce
}

/** Encrypts what comes, in chunks that follow the header. */
export async function* sealChunks(
  source: AsyncIterable<Buffer>,
  { dataKey, header }: ArchiveKey,
): AsyncGenerator<Buffer> {
  const sealOne = (index: number, isLast: boolean, plaintext: Buffer): Buffer => {
    const cipher = createCipheriv(algorithm, dataKey, nonceOf(index, isLast), { authTagLength: tagLength })
    cipher.setAAD(header)
    return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()])
  }
  yield header
  let index = 0
  for await (const { piece, isLast } of inPieces(source, chunkLength)) yield sealOne(index++, isLast, piece)
}

/** Decrypts what follows the header. Throws a `Problem` at the first chunk that is not what was written there. */
export async function* openChunks(
  source: AsyncIterable<Buffer>,
  { dataKey, header }: ArchiveKey,
): AsyncGenerator<Buffer> {
  let index = 0
  for await (const { piece, isLast } of inPieces(source, chunkLength + tagLength)) {
    if (piece.length < tagLength) throw damaged('it ends too early')
    const decipher = createDecipheriv(algorithm, dataKey, nonceOf(index, isLast), {
      authTagLength: tagLength,
    })
    decipher.setAAD(header)
    decipher.setAuthTag(piece.subarray(-tagLength))
    const plaintext = decipher.update(piece.subarray(0, -tagLength))
    try {
      decipher.final()
    } catch {
      throw damaged(`part ${index + 1}${isLast ? ', the last one,' : ''} is not what was written there`)
    }
    index += 1
    yield plaintext
  }
}

/** The same bytes in pieces of one length; the last may be shorter, and is never empty unless all is. */
async function* inPieces(
  source: AsyncIterable<Buffer>,
  length: number,
): AsyncGenerator<{ readonly piece: Buffer; readonly isLast: boolean }> {
  let held: Buffer[] = []
  let size = 0
  for await (const bytes of source) {
    held.push(bytes)
    size += bytes.length
    if (size <= length) continue
    const all = Buffer.concat(held)
    let begin = 0
    // One is held back until it is known whether anything follows.
    for (; all.length - begin > length; begin += length) {
      yield { piece: all.subarray(begin, begin + length), isLast: false }
    }
    held = [all.subarray(begin)]
    size = all.length - begin
  }
  yield { piece: Buffer.concat(held), isLast: true }
}
