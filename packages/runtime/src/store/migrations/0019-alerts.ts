import { sql, type Kysely } from 'kysely'

/**
 * What tenants promise otherwise than connectors do, what is wrong, and who is told of it. A scope is the id of a tenant,
 * or `*` for the installation, which is why it references no tenant.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table objective_overrides (
      scope text not null,
      connector text not null,
      kind text not null,
      target double precision not null check (target > 0 and target < 1),
      threshold double precision,
      version bigint not null default 1,
      changed_by text not null,
      changed_at timestamptz not null default now(),
      primary key (scope, connector, kind)
    )`.execute(database)
  await sql`
    create table alert_watch (
      id smallint primary key check (id = 1),
      owner text not null,
      fence bigint not null default 1,
      lease_ends timestamptz not null
    )`.execute(database)
  await sql`
    create table alerts (
      id text primary key,
      scope text not null,
      name text not null,
      severity text not null check (severity in ('page', 'ticket')),
      connector text not null,
      objective text,
      subject text not null,
      rule jsonb,
      burn double precision,
      state text not null check (state in ('firing', 'resolved')),
      summary text not null,
      started_at timestamptz not null,
      resolved_at timestamptz,
      acknowledged_by text,
      acknowledged_at timestamptz,
      acknowledged_note text
    )`.execute(database)
  // One alert for one thing that is wrong, whoever judges it.
  await sql`
    create unique index alerts_firing on alerts (scope, name, severity, connector, subject) where state = 'firing'
  `.execute(database)
  await sql`create index alerts_by_start on alerts (scope, started_at desc, id desc)`.execute(database)
  await sql`
    create table alert_silences (
      id text primary key,
      scope text not null,
      connector text,
      objective text,
      until timestamptz not null,
      reason text not null,
      created_by text not null,
      created_at timestamptz not null
    )`.execute(database)
  await sql`create index alert_silences_by_end on alert_silences (scope, until)`.execute(database)
  await sql`
    create table alert_targets (
      id text primary key,
      scope text not null,
      name text not null,
      kind text not null,
      severities jsonb not null,
      connectors jsonb,
      address text not null,
      version bigint not null default 1,
      changed_by text not null,
      changed_at timestamptz not null default now(),
      last_at timestamptz,
      last_outcome text,
      unique (scope, name)
    )`.execute(database)
  await sql`
    create table alert_deliveries (
      id text primary key,
      alert text not null references alerts (id) on delete cascade,
      target text not null references alert_targets (id) on delete cascade,
      transition text not null check (transition in ('firing', 'resolved')),
      state text not null default 'pending' check (state in ('pending', 'delivered', 'failed', 'obsolete')),
      attempts integer not null default 0,
      next_at timestamptz not null default now(),
      owner text,
      lease_ends timestamptz,
      outcome text,
      created_at timestamptz not null default now(),
      unique (alert, target, transition)
    )`.execute(database)
  await sql`
    create index alert_deliveries_due on alert_deliveries (next_at) where state = 'pending'
  `.execute(database)
}
