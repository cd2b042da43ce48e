import { sql, type Kysely } from 'kysely'

const counts = [
  ...['calls', 'caller_errors', 'vendor_errors', 'own_errors', 'cache_hits'],
  ...Array.from({ length: 13 }, (_, bucket) => `took_${bucket}`),
]

/** What calls came to, minute by minute, and how long they took. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table call_minutes (
      tenant text not null,
      minute timestamptz not null,
      connector text not null,
      operation text not null,
      ${sql.raw(counts.map((name) => `${name} bigint not null`).join(', '))},
      primary key (tenant, minute, connector, operation)
    )`.execute(database)
  // What is asked over all tenants, and what is too old.
  await sql`create index call_minutes_minute on call_minutes (minute)`.execute(database)
  await sql`create index usage_hours_hour on usage_hours (hour)`.execute(database)
  // Of hours before this nobody has written down how long calls took.
  for (const bucket of counts.slice(5)) {
    await sql`alter table usage_hours add column ${sql.ref(bucket)} bigint not null default 0`.execute(
      database,
    )
  }
}
