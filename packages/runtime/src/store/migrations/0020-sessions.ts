import { sql, type Kysely } from 'kysely'

/** Sessions of browsers, and the sign-ins at issuers that have come to their end. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table sessions (
      hash text primary key,
      id text not null unique,
      tenant text not null references tenants (id) on delete cascade,
      principal text not null,
      kind text not null,
      proof text,
      issuer text,
      claims jsonb,
      created_at timestamptz not null,
      last_seen_at timestamptz not null,
      expires_at timestamptz not null
    )`.execute(database)
  await sql`create index sessions_of_principal on sessions (tenant, principal, created_at, id)`.execute(
    database,
  )
  await sql`create index sessions_expire on sessions (expires_at)`.execute(database)
  await sql`
    create table used_sign_ins (
      state_digest text primary key,
      expires_at timestamptz not null
    )`.execute(database)
  await sql`create index used_sign_ins_expire on used_sign_ins (expires_at)`.execute(database)
}
