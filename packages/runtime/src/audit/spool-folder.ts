import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { isSealOf, sealedBy, sealOf, type AuditKeys } from './audit-key.ts'
import type { DatedEvent } from './link-entries.ts'

/** Some events that wait in a file. */
export interface SpooledEvents {
  readonly file: string
  /** Undefined if the file is not as it was written. */
  readonly events: readonly DatedEvent[] | undefined
}

/**
 * Keeps events in files of a folder while the store is away. A file is complete once it has its name and is never added
 * to, so that any process may take over what another one left behind.
 */
export interface SpoolFolder {
  /** Resolves once the events survive a loss of power. */
  keep(events: readonly DatedEvent[]): Promise<void>
  /** The names of the files, in the order in which they were written. */
  list(): Promise<readonly string[]>
  /** Undefined if another process was faster. */
  read(file: string): Promise<SpooledEvents | undefined>
  /** Forgets a file whose events are in the store. */
  remove(file: string): Promise<void>
  /** Puts a damaged file aside, for a person. */
  putAside(file: string): Promise<void>
}

const ending = '.events'

export function createSpoolFolder(folder: string, keys: AuditKeys): SpoolFolder {
  let made: Promise<unknown> | undefined
  const make = (): Promise<unknown> => {
    made ??= mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
      made = undefined
      throw error
    })
    return made
  }

  return {
    async keep(events) {
      await make()
      const [{ time }] = events as [DatedEvent]
      const name = join(folder, `${String(Math.trunc(time)).padStart(14, '0')}-${randomUUID()}`)
      const lines = events.map((event) => `${JSON.stringify(event)}\n`).join('')
      const file = await open(`${name}.part`, 'wx', 0o600)
      try {
        await file.writeFile(`${sealOf(keys.own(), lines)}\n${lines}`)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(`${name}.part`, name + ending)
      await syncFolder(folder)
    },
    async list() {
      const names = await readdir(folder).catch(ifGone)
      return (names ?? []).filter((name) => name.endsWith(ending)).toSorted()
    },
    async read(file) {
      const text = await readFile(join(folder, file), 'utf8').catch(ifGone)
      if (text === undefined) return undefined
      const end = text.indexOf('\n')
      const lines = text.slice(end + 1)
      const seal = text.slice(0, Math.max(0, end))
      if (!isSealOf(await keys.find(sealedBy(seal)), seal, lines)) return { file, events: undefined }
      // The seal says that these are the events that were written.
      const events = lines.split('\n').filter((line) => line !== '')
      return { file, events: events.map((line) => JSON.parse(line) as DatedEvent) }
    },
    remove: async (file) => unlink(join(folder, file)).catch(ifGone),
    putAside: async (file) => rename(join(folder, file), join(folder, `${file}.damaged`)).catch(ifGone),
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function ifGone(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
}
