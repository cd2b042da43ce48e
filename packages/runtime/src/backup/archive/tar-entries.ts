import { Header, Parser } from 'tar'
import { damaged } from './damage.ts'

/** A file in the archive, small enough to be held. */
export interface Entry {
  readonly path: string
  readonly content: Buffer
}

const blockLength = 512

/** The files as a tar. `now` is in milliseconds since 1970. */
export async function* packEntries(entries: AsyncIterable<Entry>, now: number): AsyncGenerator<Buffer> {
  const mtime = new Date(now)
  for await (const { path, content } of entries) {
    const header = new Header({ path, size: content.length, mode: 0o600, type: 'File', mtime })
    const block = Buffer.alloc(blockLength)
    if (header.encode(block)) throw new TypeError(`${path} does not fit the header of a tar`)
    yield block
    yield content
    const rest = content.length % blockLength
    if (rest > 0) yield Buffer.alloc(blockLength - rest)
  }
  yield Buffer.alloc(2 * blockLength)
}

/** The files of a tar, one after the other. */
export async function* unpackEntries(source: AsyncIterable<Buffer>): AsyncGenerator<Entry> {
  const complete: Entry[] = []
  let failure: Error | undefined
  const parser = new Parser({
    strict: true,
    onReadEntry(entry) {
      const parts: Buffer[] = []
      entry.on('data', (part) => parts.push(Buffer.from(part)))
      entry.on('end', () => complete.push({ path: entry.path, content: Buffer.concat(parts) }))
    },
  })
  parser.on('error', (error: Error) => (failure ??= error))
  for await (const bytes of source) {
    parser.write(bytes)
    if (failure !== undefined) break
    yield* complete.splice(0)
  }
  if (failure === undefined) parser.end()
  if (failure !== undefined) throw damaged(`it holds no tar (${failure.message})`)
  yield* complete.splice(0)
}
