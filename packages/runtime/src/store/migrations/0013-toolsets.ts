import { sql, type Kysely } from 'kysely'

/** Bundles of operations that tenants have named, and which of them an API key is held to: null for no bundle. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table toolsets (
      tenant text not null references tenants (id) on delete cascade,
      name text not null check (name ~ '^[a-z][a-z0-9-]*([.][a-z0-9-]+)*$'),
      title text not null,
      description text not null,
      patterns jsonb not null,
      effects jsonb,
      version bigint not null default 1,
      changed_by text not null,
      changed_at timestamptz not null default now(),
      primary key (tenant, name)
    )`.execute(database)
  await sql`alter table api_keys add column toolsets jsonb`.execute(database)
}
