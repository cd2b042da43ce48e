import { sql, type Kysely } from 'kysely'

/** Tenants, the one that is always there, and the news of what has changed. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table tenants (
      id text primary key check (id ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
      title text not null,
      state text not null default 'active' check (state in ('active', 'suspended')),
      created_at timestamptz not null default now(),
      version bigint not null default 1
    )`.execute(database)
  await sql`insert into tenants (id, title) values ('default', 'Default')`.execute(database)
  await sql`
    create table changes (
      sequence bigint generated always as identity primary key,
      topic text not null,
      tenant text,
      key text not null,
      changed_at timestamptz not null default now()
    )`.execute(database)
}
