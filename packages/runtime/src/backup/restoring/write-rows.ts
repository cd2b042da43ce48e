import { sql } from 'kysely'
import type { Database } from '../../store/store.ts'
import type { Table } from '../snapshot/catalog.ts'

/** Inserts rows as `readRows` gives them, values of identity columns included. */
export async function writeRows(database: Database, { name, columns }: Table, lines: Buffer): Promise<void> {
  const values = columns.map((column) => sql`(line ->> ${sql.lit(column.name)})::${sql.raw(column.type)}`)
  // Line breaks within a value are escaped, so every one that stands here ends a row.
  const array = `[${lines.toString().trimEnd().replaceAll('\n', ',')}]`
  await sql`
    insert into ${sql.table(name)} (${sql.join(columns.map((column) => sql.ref(column.name)))})
    overriding system value
    select ${sql.join(values)} from jsonb_array_elements(${array}::text::jsonb) as line
  `.execute(database)
}
