import { sql } from 'kysely'
import type { Database } from '../../store/store.ts'
import type { Table } from '../snapshot/catalog.ts'

/**
 * Takes away what would judge or answer each row by itself while the store is written as it was: references between
 * tables, and triggers. Gives what puts them back, which holds all rows to the references.
 */
export async function suspendRules(
  database: Database,
  tables: readonly Table[],
): Promise<{ resume(): Promise<void> }> {
  const { rows: references } = await sql<{ table: string; name: string; definition: string }>`
    select c.relname::text as table, k.conname::text as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype = 'f' and k.conparentid = 0 and c.relnamespace = current_schema()::regnamespace
    order by 1, 2
  `.execute(database)
  for (const { table, name } of references) {
    await sql`alter table ${sql.table(table)} drop constraint ${sql.ref(name)}`.execute(database)
  }
  for (const { name } of tables) {
    await sql`alter table ${sql.table(name)} disable trigger user`.execute(database)
  }
  return {
    async resume() {
      for (const { name } of tables) {
        await sql`alter table ${sql.table(name)} enable trigger user`.execute(database)
      }
      for (const { table, name, definition } of references) {
        await sql`
          alter table ${sql.table(table)} add constraint ${sql.ref(name)} ${sql.raw(definition)}
        `.execute(database)
      }
    },
  }
}
