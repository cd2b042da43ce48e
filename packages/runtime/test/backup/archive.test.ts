import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import t from 'tap'
import { makeHeader } from '../../src/backup/archive/archive-header.ts'
import { chunkLength, openChunks, sealChunks } from '../../src/backup/archive/chunks.ts'
import { packEntries, unpackEntries, type Entry } from '../../src/backup/archive/tar-entries.ts'
import { inPieces } from '../support/hold-archive.ts'
import { makeRing } from '../support/make-ring.ts'

const all = async (source: AsyncIterable<Buffer>): Promise<Buffer> => {
  const parts: Buffer[] = []
  for await (const part of source) parts.push(part)
  return Buffer.concat(parts)
}

t.test('what was sealed is opened, whatever its length and pieces', async (t) => {
  const key = makeHeader(makeRing('one'))
  const lengths = [0, 1, chunkLength - 1, chunkLength, chunkLength + 1, 2 * chunkLength, 3 * chunkLength + 7]
  for (const length of lengths) {
    const plaintext = randomBytes(length)
    for (const piece of [1_000, chunkLength, 10_000_000]) {
      const sealed = await all(sealChunks(inPieces(plaintext, piece), key))
      const body = sealed.subarray(key.header.length)
      t.ok(
        (await all(openChunks(inPieces(body, piece + 13), key))).equals(plaintext),
        `${length} by ${piece}`,
      )
    }
  }
})

t.test('chunks that are left out, moved, repeated, added or cut off are refused', async (t) => {
  const key = makeHeader(makeRing('one'))
  const sealed = await all(sealChunks(inPieces(randomBytes(4 * chunkLength)), key))
  const body = sealed.subarray(key.header.length)
  const size = chunkLength + 16
  const [a, b, c, d] = [0, 1, 2, 3].map((index) => body.subarray(index * size, (index + 1) * size)) as [
    Buffer,
    Buffer,
    Buffer,
    Buffer,
  ]
  for (const [name, chunks] of Object.entries({
    'left out': [a, b, d],
    moved: [a, c, b, d],
    repeated: [a, b, b, c, d],
    'the last twice': [a, b, c, d, d],
    'cut off': [a, b, c],
    nothing: [],
    'cut within': [a, b, c, d.subarray(0, 100)],
    'bytes added': [a, b, c, d, Buffer.of(0)],
  })) {
    await t.rejects(all(openChunks(inPieces(Buffer.concat(chunks)), key)), { code: 'invalid_input' }, name)
  }
  const other = makeHeader(makeRing('one'))
  await t.rejects(all(openChunks(inPieces(body), { ...key, header: other.header })), {
    code: 'invalid_input',
  })
})

t.test('files come out of a tar as they went in', async (t) => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          name: fc.stringMatching(/^[a-z_]{1,40}$/),
          content: fc.uint8Array({ maxLength: 2_000 }),
        }),
        { minLength: 1, maxLength: 8 },
      ),
      fc.integer({ min: 512, max: 4_096 }),
      async (files, piece) => {
        async function* entries(): AsyncGenerator<Entry> {
          for (const { name, content } of files)
            yield { path: `tables/${name}`, content: Buffer.from(content) }
        }
        const packed = await all(packEntries(entries(), 0))
        const found: Entry[] = []
        for await (const entry of unpackEntries(inPieces(packed, piece))) found.push(entry)
        return (
          found.length === files.length &&
          found.every(({ path, content }, index) => {
            const file = files[index]
            return path === `tables/${file?.name}` && content.equals(file?.content ?? Buffer.alloc(0))
          })
        )
      },
    ),
    { numRuns: 60 },
  )
  t.pass()
})
