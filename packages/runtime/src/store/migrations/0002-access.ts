import { sql, type Kysely } from 'kysely'

/** API keys, and the hashes of the texts that they are shown by. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table api_keys (
      id text primary key,
      tenant text not null references tenants (id),
      name text not null,
      environment text not null check (environment in ('live', 'test')),
      role text not null check (role in ('owner', 'admin', 'developer', 'viewer', 'agent')),
      restrictions jsonb,
      addresses jsonb,
      expires_at timestamptz,
      created_by text not null,
      created_at timestamptz not null,
      last_used_at timestamptz,
      revoked_at timestamptz,
      version bigint not null default 1,
      unique (tenant, id)
    )`.execute(database)
  await sql`create index api_keys_in_order on api_keys (tenant, created_at, id)`.execute(database)
  await sql`
    create table api_key_secrets (
      hash text primary key,
      api_key text not null,
      tenant text not null,
      hint text not null,
      created_at timestamptz not null,
      valid_until timestamptz,
      foreign key (tenant, api_key) references api_keys (tenant, id)
    )`.execute(database)
  await sql`create index api_key_secrets_of_key on api_key_secrets (tenant, api_key)`.execute(database)
}
