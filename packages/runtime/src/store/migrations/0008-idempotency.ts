import { sql, type Kysely } from 'kysely'

/** What is known of the idempotency keys of callers. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table idempotency_records (
      id text primary key,
      tenant text not null,
      fingerprint text not null,
      owner text not null,
      lease_ends timestamptz not null,
      ends timestamptz not null,
      status integer,
      content_type text,
      body text
    )`.execute(database)
  await sql`create index idempotency_records_ends on idempotency_records (ends)`.execute(database)
}
