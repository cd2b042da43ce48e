import { sql, type Kysely } from 'kysely'

/** Whether an API key may call what cannot be undone without a person who confirms it. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`alter table api_keys add column confirmation text not null default 'ask' check (confirmation in ('ask', 'waived'))`.execute(
    database,
  )
}
