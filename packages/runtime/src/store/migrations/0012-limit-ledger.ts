import { sql, type Kysely } from 'kysely'

/** What may have been taken from limits of a calendar day, for instances that keep their counts in memory. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table limit_ledger (
      bucket text not null,
      period text not null,
      ends_at timestamptz not null,
      taken double precision not null,
      primary key (bucket, period)
    )`.execute(database)
  await sql`create index limit_ledger_ends_at on limit_ledger (ends_at)`.execute(database)
}
