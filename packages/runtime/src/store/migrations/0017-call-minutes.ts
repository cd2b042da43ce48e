import { sql, type Kysely } from 'kysely'

const bucketColumns = Array.from({ length: 13 }, (_, bucket) => `took_${bucket}`)
const callColumns = ['calls', 'caller_errors', 'vendor_errors', 'own_errors', 'cache_hits', 'stale_answers']

/** What calls came to, minute by minute, and how long they took. */
export async function up(database: Kysely<unknown>): Promise<void> {
  const counts = [...callColumns, ...bucketColumns].map((name) => `${name} bigint not null`)
  await sql`
    create table call_minutes (
      tenant text not null,
      minute timestamptz not null,
      connector text not null,
      operation text not null,
      ${sql.raw(counts.join(', '))},
      primary key (tenant, minute, connector, operation)
    )`.execute(database)
  // What is asked over all tenants, and what is too old.
  await sql`create index call_minutes_minute on call_minutes (minute)`.execute(database)
  await sql`create index usage_hours_hour on usage_hours (hour)`.execute(database)
  // Of hours before this nobody has written down how long calls took.
  for (const name of ['stale_answers', ...bucketColumns]) {
    await sql`alter table usage_hours add column ${sql.ref(name)} bigint not null default 0`.execute(database)
  }
}
