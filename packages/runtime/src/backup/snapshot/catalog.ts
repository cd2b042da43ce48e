import { sql } from 'kysely'
import type { Database } from '../../store/store.ts'

export interface Column {
  readonly name: string
  /** As SQL writes it. */
  readonly type: string
  readonly isText: boolean
}

export interface Table {
  readonly name: string
  /** Without those that the database computes. */
  readonly columns: readonly Column[]
  /** Names of the columns of its primary key; undefined if it has none. */
  readonly key: readonly string[] | undefined
}

/** Where kysely keeps what it has applied: an archive says that in words. */
const ownTables = ['kysely_migration', 'kysely_migration_lock']

/** Every table of the store, in the order of their names. */
export async function readTables(database: Database): Promise<Table[]> {
  const { rows } = await sql<{ name: string; columns: Column[]; key: string[] | null }>`
    select
      c.relname::text as name,
      (
        select json_agg(
          json_build_object(
            'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'isText', t.typcollation <> 0
          ) order by a.attnum
        )
        from pg_attribute a join pg_type t on t.oid = a.atttypid
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      ) as columns,
      (
        select json_agg(a.attname order by array_position(i.indkey::int2[], a.attnum))
        from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey::int2[])
        where i.indrelid = c.oid and i.indisprimary
      ) as key
    from pg_class c
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    order by c.relname::text collate "C"
  `.execute(database)
  return rows
    .filter(({ name }) => !ownTables.includes(name))
    .map(({ name, columns, key }) => ({ name, columns, key: key ?? undefined }))
}

/** Names of the migrations that were applied, in order; none if there are no tables yet. */
export async function readMigrations(database: Database): Promise<string[]> {
  const { rows: found } = await sql<{ there: boolean }>`
    select to_regclass('kysely_migration') is not null as there
  `.execute(database)
  if (found[0]?.there !== true) return []
  const { rows } = await sql<{ name: string }>`
    select name from kysely_migration order by name collate "C"
  `.execute(database)
  return rows.map(({ name }) => name)
}
