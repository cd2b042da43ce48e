import { ConfigurationError } from '../configuration/read-settings.ts'
import type { KeyRing } from '../vault/ring/key-ring.ts'
import { headerLength, prefixLength, readHeader } from './archive/archive-header.ts'
import { openChunks } from './archive/chunks.ts'
import { damaged } from './archive/damage.ts'
import { unpackEntries, type Entry } from './archive/tar-entries.ts'
import { About, parsePart } from './manifest.ts'
import { ringProblems } from './snapshot/needed-keys.ts'

/** An archive whose key, form and needs are known to be right. Each part is proven when it is read, not before. */
export interface OpenArchive {
  readonly about: About
  /** The tables, then the manifest. */
  readonly entries: AsyncGenerator<Entry>
}

/**
 * Opens an archive. Throws a `ConfigurationError` if the ring does not open it or lacks a key that its secrets need, and
 * a `Problem` if it is damaged. `origin` is where the ring is from.
 */
export async function openArchive(
  source: AsyncIterable<Buffer>,
  ring: KeyRing,
  origin: string,
): Promise<OpenArchive> {
  const bytes = source[Symbol.asyncIterator]()
  let rest: Buffer = Buffer.alloc(0)
  const take = async (length: number): Promise<Buffer> => {
    while (rest.length < length) {
      const next = await bytes.next()
      if (next.done === true) throw damaged('it ends too early')
      rest = Buffer.concat([rest, next.value])
    }
    const taken = rest.subarray(0, length)
    rest = rest.subarray(length)
    return taken
  }
  const prefix = await take(prefixLength)
  const key = readHeader(prefix, await take(headerLength(prefix)), ring, origin)
  async function* body(): AsyncGenerator<Buffer> {
    yield rest
    for (let next = await bytes.next(); next.done !== true; next = await bytes.next()) yield next.value
  }
  const entries = unpackEntries(openChunks(body(), key))
  const first = await entries.next()
  if (first.done === true || first.value.path !== 'about.json') throw damaged('it does not say what it is')
  const about = parsePart(About, first.value.content, 'about.json')
  const problems = ringProblems(about.keys, ring, origin)
  if (problems.length > 0) throw new ConfigurationError(problems)
  return { about, entries }
}
