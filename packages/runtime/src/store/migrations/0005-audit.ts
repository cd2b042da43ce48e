import { sql, type Kysely } from 'kysely'

/**
 * The audit. Its entries cannot be changed, and only what retention has let go of can be removed. That is a guard
 * against mistakes; what finds malice is the chain.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table audit_entries (
      sequence bigint primary key,
      chain text not null,
      tenant text not null,
      tenant_sequence bigint not null,
      id text not null unique,
      time timestamptz(3) not null,
      actor text not null,
      actor_kind text not null,
      action text not null,
      target text,
      outcome text not null,
      trace_id text not null,
      request_id text not null,
      before text,
      after text,
      details text not null,
      previous text not null,
      hash text not null,
      unique (tenant, tenant_sequence)
    )`.execute(database)
  await sql`create index audit_entries_time on audit_entries (tenant, time)`.execute(database)
  await sql`
    create table audit_heads (
      name text primary key check (name = 'all'),
      sequence bigint not null,
      hash text not null,
      base_sequence bigint not null,
      base_hash text not null,
      seal text not null
    )`.execute(database)
  await sql`
    create table audit_tenants (
      tenant text primary key,
      sequence bigint not null,
      hash text not null
    )`.execute(database)
  await sql`
    create function audit_refuse() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' and old.sequence <= coalesce((select base_sequence from audit_heads), 0) then
        return old;
      end if;
      raise exception 'the audit is append-only';
    end $$`.execute(database)
  await sql`
    create trigger audit_entries_kept before update or delete on audit_entries
    for each row execute function audit_refuse()`.execute(database)
  await sql`
    create trigger audit_entries_not_truncated before truncate on audit_entries
    for each statement execute function audit_refuse()`.execute(database)
}
