import { sql, type RawBuilder } from 'kysely'
import type { Database } from '../../store/store.ts'
import type { Table } from './catalog.ts'

/** Lines of JSON, and how many. */
export interface Page {
  readonly lines: Buffer
  readonly rows: number
}

const pageLength = 500

/** Makes values look the same wherever they are read. Take a transaction. */
export async function prepareReading(database: Database): Promise<void> {
  for (const setting of [
    "timezone to 'UTC'",
    "datestyle to 'ISO, YMD'",
    "intervalstyle to 'postgres'",
    "bytea_output to 'hex'",
    'extra_float_digits to 1',
    // A snapshot takes as long as it takes.
    'statement_timeout to 0',
    'idle_in_transaction_session_timeout to 0',
  ]) {
    await sql.raw(`set local ${setting}`).execute(database)
  }
}

/**
 * The rows of a table in the order of its key, page by page: each an object of its columns, with every value as the text
 * that Postgres writes for it, so that nothing is lost between two engines. Take a transaction.
 */
export async function* readRows(database: Database, { name, columns, key }: Table): AsyncGenerator<Page> {
  const pairs = columns.map((column) => sql`${sql.lit(column.name)}, ${sql.ref(column.name)}::text`)
  const order = columns
    .filter((column) => key?.includes(column.name) ?? true)
    .toSorted((one, other) => (key?.indexOf(one.name) ?? 0) - (key?.indexOf(other.name) ?? 0))
    // Text sorts differently from one server to the next, and some types do not sort at all.
    .map((column) =>
      column.isText || key === undefined
        ? sql`${sql.ref(column.name)}::text collate "C"`
        : sql.ref(column.name),
    )
  await sql`
    declare backup_rows no scroll cursor for
    select json_build_object(${sql.join(pairs)})::text as line from ${sql.table(name)} order by ${sql.join(order)}
  `.execute(database)
  const fetch: RawBuilder<{ line: string }> = sql`fetch ${sql.lit(pageLength)} from backup_rows`
  for (;;) {
    const { rows } = await fetch.execute(database)
    if (rows.length > 0) {
      yield { lines: Buffer.from(rows.map(({ line }) => `${line}\n`).join('')), rows: rows.length }
    }
    if (rows.length < pageLength) break
  }
  await sql`close backup_rows`.execute(database)
}
