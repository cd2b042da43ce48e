import { Problem } from '@patchbay/contract'
import type { Database } from '../../store/store.ts'
import type { Entry } from '../archive/tar-entries.ts'
import { digestOfAll, digestTable } from '../digests.ts'
import type { About, Manifest, TableDigest } from '../manifest.ts'
import { readMigrations, readTables } from './catalog.ts'
import { readNeededKeys } from './needed-keys.ts'
import { prepareReading, readRows } from './read-rows.ts'
import { readSequences } from './sequences.ts'

export interface SnapshotFacts {
  readonly version: string
  readonly engine: string
  /** Milliseconds since 1970. */
  readonly now: number
  /** Called with what the archive says of itself, once all is read. */
  readonly onEnd: (described: { readonly about: About; readonly manifest: Manifest }) => void
}

const json = (value: object): Buffer => Buffer.from(JSON.stringify(value))

/** All that the store holds, as the files of an archive. Take a transaction that sees one snapshot. */
export async function* snapshotEntries(database: Database, facts: SnapshotFacts): AsyncGenerator<Entry> {
  await prepareReading(database)
  const migrations = await readMigrations(database)
  if (migrations.length === 0) {
    throw new Problem('conflict', {
      detail: 'There is nothing to back up: the store has no tables.',
      advice: 'Look whether DATABASE_URL, or PATCHBAY_DATA, names the store that is meant.',
    })
  }
  const about: About = {
    format: 1,
    version: facts.version,
    takenAt: new Date(facts.now).toISOString(),
    engine: facts.engine,
    migrations,
    keys: await readNeededKeys(database),
  }
  yield { path: 'about.json', content: json(about) }
  const tables: TableDigest[] = []
  for (const table of await readTables(database)) {
    const digest = digestTable(table.name)
    let part = 0
    for await (const { lines, rows } of readRows(database, table)) {
      part += 1
      digest.add(lines, rows)
      yield { path: `tables/${table.name}/${String(part).padStart(8, '0')}.ndjson`, content: lines }
    }
    tables.push(digest.result())
  }
  const manifest: Manifest = {
    tables,
    sequences: await readSequences(database),
    sha256: digestOfAll(tables),
  }
  facts.onEnd({ about, manifest })
  yield { path: 'manifest.json', content: json(manifest) }
}
