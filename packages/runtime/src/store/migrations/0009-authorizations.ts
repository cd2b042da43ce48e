import { sql, type Kysely } from 'kysely'

/** Authorizations that people have begun and not finished, and who may renew the tokens of a connection. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table authorizations (
      state_digest text primary key,
      tenant text not null references tenants (id) on delete cascade,
      connection text not null,
      principal text not null,
      account text not null,
      redirect_uri text not null,
      scopes text not null,
      return_url text,
      created_at timestamptz not null default now(),
      expires_at timestamptz not null
    )`.execute(database)
  await sql`create index authorizations_by_end on authorizations (expires_at)`.execute(database)
  await sql`
    create table token_leases (
      tenant text not null references tenants (id) on delete cascade,
      connection text not null,
      owner text not null,
      fence bigint not null,
      expires_at timestamptz not null,
      subject text not null,
      was_asked boolean not null,
      refusal text,
      paused_until timestamptz,
      primary key (tenant, connection)
    )`.execute(database)
}
