import { sql, type Kysely } from 'kysely'

/** Connections of tenants, and what has become of them. Their credentials are in the vault. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table connections (
      uid uuid primary key,
      tenant text not null references tenants (id) on delete cascade,
      id text not null check (id ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
      connector text not null,
      auth text not null,
      config jsonb not null,
      origins jsonb not null,
      state text not null check (state in ('active', 'reauthorize', 'disabled')),
      state_reason text not null default '',
      granted_scopes jsonb,
      generation bigint not null default 1,
      version bigint not null default 1,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      unique (tenant, id)
    )`.execute(database)
  await sql`
    create table connection_events (
      sequence bigint generated always as identity primary key,
      tenant text not null references tenants (id) on delete cascade,
      connection text not null,
      uid uuid not null,
      happened_at timestamptz not null,
      kind text not null,
      outcome text not null check (outcome in ('ok', 'failed')),
      detail text not null,
      actor text not null
    )`.execute(database)
  await sql`create index connection_events_of on connection_events (tenant, connection, sequence)`.execute(
    database,
  )
}
