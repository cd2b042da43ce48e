import { sql } from 'kysely'
import type { Database } from '../../store/store.ts'
import type { Manifest } from '../manifest.ts'

export type Sequence = Manifest['sequences'][number]

/**
 * Where every sequence is, those of identity columns too. They are outside of any snapshot and only grow: read them after
 * it was taken, and what goes on from there meets no row of it.
 */
export async function readSequences(database: Database): Promise<Sequence[]> {
  const { rows: names } = await sql<{ name: string }>`
    select relname::text as name from pg_class
    where relnamespace = current_schema()::regnamespace and relkind = 'S' order by relname::text collate "C"
  `.execute(database)
  const sequences: Sequence[] = []
  for (const { name } of names) {
    const { rows } = await sql<{ last: string; called: boolean }>`
      select last_value::text as last, is_called as called from ${sql.table(name)}
    `.execute(database)
    const [row] = rows
    if (row !== undefined) sequences.push({ name, lastValue: row.last, isCalled: row.called })
  }
  return sequences
}

/** Lets every sequence go on from there. No transaction takes that back. */
export async function setSequences(database: Database, sequences: readonly Sequence[]): Promise<void> {
  for (const { name, lastValue, isCalled } of sequences) {
    await sql`
      select setval(format('%I', ${name}::text)::regclass, ${lastValue}::text::bigint, ${isCalled}::boolean)
    `.execute(database)
  }
}
