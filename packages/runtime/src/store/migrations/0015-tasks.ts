import { sql, type Kysely } from 'kysely'

/** Calls that run as tasks, and what they have answered so far. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table tasks (
      id text primary key,
      tenant text not null references tenants (id) on delete cascade,
      principal text not null,
      principal_kind text not null,
      role text not null,
      connector text not null,
      operation text not null,
      effect text not null,
      connection text not null,
      idempotency_id text not null,
      idempotency_key text not null,
      fingerprint text not null,
      trace_id text not null,
      key_id text not null,
      sealed bytea not null,
      state text not null,
      message text,
      done double precision not null default 0,
      total double precision,
      is_cancelled boolean not null default false,
      is_restored boolean not null default false,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      ends timestamptz not null,
      runs integer not null default 0,
      owner text,
      fence bigint not null default 0,
      lease_ends timestamptz,
      status integer,
      content_type text,
      code text,
      size bigint not null default 0,
      unique (tenant, idempotency_id)
    )`.execute(database)
  await sql`create index tasks_of_principal on tasks (tenant, principal, created_at, id)`.execute(database)
  await sql`create index tasks_ends on tasks (ends)`.execute(database)
  await sql`create index tasks_open on tasks (created_at) where state = 'working'`.execute(database)
  await sql`
    create table task_chunks (
      task text not null references tasks (id) on delete cascade,
      number integer not null,
      key_id text not null,
      sealed bytea not null,
      primary key (task, number)
    )`.execute(database)
}
