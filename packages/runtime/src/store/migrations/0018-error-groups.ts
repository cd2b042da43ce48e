import { sql, type Kysely } from 'kysely'

/** Errors of calls, grouped by what stays the same between occurrences, and how many there were hour by hour. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table error_groups (
      tenant text not null references tenants (id) on delete cascade,
      id text not null,
      connector text not null,
      operation text not null,
      code text not null,
      state text not null default 'open' check (state in ('open', 'muted', 'resolved')),
      state_changed_at timestamptz not null default now(),
      muted_until timestamptz,
      is_regression boolean not null default false,
      note text,
      count bigint not null,
      first_seen timestamptz not null,
      last_seen timestamptz not null,
      sample jsonb not null,
      primary key (tenant, id)
    )`.execute(database)
  await sql`create index error_groups_last_seen on error_groups (tenant, last_seen)`.execute(database)
  await sql`
    create table error_hours (
      tenant text not null,
      id text not null,
      hour timestamptz not null,
      count bigint not null,
      primary key (tenant, id, hour),
      foreign key (tenant, id) references error_groups (tenant, id) on delete cascade
    )`.execute(database)
  await sql`
    create table error_writers (
      instance text primary key,
      batch bigint not null,
      written_at timestamptz not null default now()
    )`.execute(database)
}
