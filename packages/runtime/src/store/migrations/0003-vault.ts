import { sql, type Kysely } from 'kysely'

/** Secrets, the keys that wrap them, and the rotations of these. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table secrets (
      tenant text not null references tenants (id) on delete cascade,
      record text not null,
      purpose text not null,
      version bigint not null,
      key_id text not null,
      wrapped_key bytea not null,
      sealed bytea not null,
      changed_at timestamptz not null default now(),
      primary key (tenant, record, purpose)
    )`.execute(database)
  await sql`create index secrets_by_key on secrets (key_id)`.execute(database)
  await sql`create sequence secret_versions`.execute(database)
  await sql`
    create table vault_keys (
      id text primary key,
      proof bytea not null,
      is_active boolean not null default false,
      first_seen_at timestamptz not null default now(),
      activated_at timestamptz,
      retired_at timestamptz
    )`.execute(database)
  await sql`create unique index vault_keys_active on vault_keys (is_active) where is_active`.execute(database)
  await sql`
    create table vault_rotations (
      id bigint generated always as identity primary key,
      key_id text not null,
      started_by text not null,
      started_at timestamptz not null default now(),
      total bigint not null,
      finished_at timestamptz,
      unreadable bigint not null default 0
    )`.execute(database)
  await sql`
    create unique index vault_rotations_open on vault_rotations ((true)) where finished_at is null
  `.execute(database)
}
