import { hash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** In the order of what browsers are best served with. */
export type Encoding = 'br' | 'gzip'

/** A file of the console in memory. */
export interface ConsoleFile {
  readonly type: string
  readonly body: Buffer
  readonly etag: string
  /** The same, smaller; undefined where it would not be. */
  readonly encoded: ReadonlyMap<Encoding, Buffer>
}

export interface ConsoleFiles {
  /** The page of the console, with its placeholders; undefined while the console is not built. */
  page(): Promise<string | undefined>
  /** By its path below `/app/`; undefined where there is none. */
  file(path: string): Promise<ConsoleFile | undefined>
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}
/** What is compressed already. */
const dense = new Set(['.jpg', '.png', '.webp', '.woff2'])
/** Bytes below which compressing is not worth its header. */
const smallest = 1_024
const entry = 'index.html'

const brotli = promisify(brotliCompress)
const gzipped = promisify(gzip)

/** One build, as it was when its page was read. */
interface Build {
  readonly page: string
  /** Of the page, to notice another build. */
  readonly stamp: string
  readonly names: ReadonlySet<string>
  readonly files: Map<string, Promise<ConsoleFile>>
}

/**
 * The files of a folder, each read and compressed when somebody first asks for it, off the event loop. What is not in the
 * folder when its page is read cannot be asked for, however the path is written.
 */
export function openConsoleFiles(folder: string | undefined): ConsoleFiles {
  let known: Promise<Build | undefined> | undefined
  let current: Build | undefined

  const read = async (): Promise<Build | undefined> => {
    if (folder === undefined) return undefined
    try {
      const page = join(folder, entry)
      const { mtimeMs, size } = await stat(page)
      const stamp = `${mtimeMs} ${size}`
      if (current?.stamp === stamp) return current
      const entries = await readdir(folder, { recursive: true, withFileTypes: true })
      const names = entries
        .filter((one) => one.isFile())
        .map((one) => relative(folder, join(one.parentPath, one.name)).replaceAll(sep, '/'))
      current = { page: await readFile(page, 'utf8'), stamp, names: new Set(names), files: new Map() }
      return current
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
      throw error
    }
  }
  /** Looks whether there is another build, once for all who ask at the same time. */
  const look = (): Promise<Build | undefined> => {
    known ??= read().finally(() => {
      known = undefined
    })
    return known
  }

  const load = async (path: string): Promise<ConsoleFile> => {
    const body = await readFile(join(folder ?? '', path))
    const extension = extname(path)
    return {
      type: types[extension] ?? 'application/octet-stream',
      body,
      etag: `"${hash('sha256', body, 'base64url').slice(0, 22)}"`,
      encoded: body.length < smallest || dense.has(extension) ? new Map() : await encode(body),
    }
  }

  return {
    async page() {
      return (await look())?.page
    },
    async file(path) {
      const build = current ?? (await look())
      if (path === entry || build?.names.has(path) !== true) return undefined
      let file = build.files.get(path)
      if (file === undefined) {
        file = load(path)
        build.files.set(path, file)
        file.catch(() => build.files.delete(path))
      }
      return file
    },
  }
}

async function encode(body: Buffer): Promise<Map<Encoding, Buffer>> {
  const parameters = {
    [constants.BROTLI_PARAM_QUALITY]: 9,
    [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
  }
  const [br, gz] = await Promise.all([brotli(body, { params: parameters }), gzipped(body, { level: 9 })])
  const encoded: [Encoding, Buffer][] = [
    ['br', br],
    ['gzip', gz],
  ]
  return new Map(encoded.filter(([, bytes]) => bytes.length < body.length))
}
