import { damaged } from './archive/damage.ts'
import type { Entry } from './archive/tar-entries.ts'
import { digestOfAll, digestTable, type DigestingTable } from './digests.ts'
import { Manifest, parsePart } from './manifest.ts'

/** A part of a table. */
export interface TablePart {
  readonly table: string
  readonly lines: Buffer
  readonly rows: number
}

const path = /^tables\/([a-z_][a-z0-9_]*)\/\d+\.ndjson$/

/**
 * Hands on each part of each table, then holds all of them to the manifest and gives it. Throws a `Problem` where they
 * do not come to what it says.
 */
export async function readTableParts(
  entries: AsyncIterable<Entry>,
  onPart: (part: TablePart) => Promise<void>,
): Promise<Manifest> {
  const digests = new Map<string, DigestingTable>()
  let manifest: Manifest | undefined
  for await (const { path: name, content } of entries) {
    if (manifest !== undefined) throw damaged('something follows its manifest')
    if (name === 'manifest.json') {
      manifest = parsePart(Manifest, content, name)
      continue
    }
    const table = path.exec(name)?.[1]
    if (table === undefined) throw damaged('it holds a file that is no table')
    const rows = countLines(content)
    const digest = digests.get(table) ?? digestTable(table)
    digests.set(table, digest)
    digest.add(content, rows)
    await onPart({ table, lines: content, rows })
  }
  if (manifest === undefined) throw damaged('it ends before its manifest')
  const known = new Set(manifest.tables.map(({ name }) => name))
  const found = manifest.tables.map(({ name }) => (digests.get(name) ?? digestTable(name)).result())
  if ([...digests.keys()].some((name) => !known.has(name)) || digestOfAll(found) !== manifest.sha256) {
    throw damaged('its tables are not what its manifest says')
  }
  return manifest
}

function countLines(lines: Buffer): number {
  let count = 0
  for (let at = lines.indexOf(0x0a); at >= 0; at = lines.indexOf(0x0a, at + 1)) count += 1
  return count
}
