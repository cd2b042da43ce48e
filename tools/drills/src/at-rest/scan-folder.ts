import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Hit } from './canaries.ts'

export interface Scan {
  readonly files: number
  readonly bytes: number
  readonly hits: readonly Hit[]
}

/** Reads every file below a folder, but for those with these names. */
export function scanFolder(
  folder: string,
  find: (where: string, bytes: Buffer) => Hit[],
  except: readonly string[] = [],
): Scan {
  let files = 0
  let read = 0
  const hits: Hit[] = []
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || except.includes(entry.name)) continue
    const path = join(entry.parentPath, entry.name)
    if (statSync(path, { throwIfNoEntry: false }) === undefined) continue // it was for the moment
    const bytes = readFileSync(path)
    files += 1
    read += bytes.length
    hits.push(...find(path.slice(folder.length + 1), bytes))
  }
  return { files, bytes: read, hits }
}
