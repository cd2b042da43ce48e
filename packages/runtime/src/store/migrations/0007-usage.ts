import { sql, type Kysely } from 'kysely'

/** What calls there were, hour by hour, and how many each tenant may make. */
export async function up(database: Kysely<unknown>): Promise<void> {
  // Without references to tenants: what was counted outlives whom it was counted for.
  await sql`
    create table usage_hours (
      tenant text not null,
      hour timestamptz not null,
      connector text not null,
      operation text not null,
      calls bigint not null,
      admitted bigint not null,
      caller_errors bigint not null,
      vendor_errors bigint not null,
      own_errors bigint not null,
      cache_hits bigint not null,
      vendor_requests bigint not null,
      primary key (tenant, hour, connector, operation)
    )`.execute(database)
  await sql`
    create table usage_costs (
      tenant text not null,
      hour timestamptz not null,
      connector text not null,
      operation text not null,
      limit_id text not null,
      cost double precision not null,
      primary key (tenant, hour, connector, operation, limit_id)
    )`.execute(database)
  await sql`
    create table usage_writers (
      instance text primary key,
      batch bigint not null,
      written_at timestamptz not null default now()
    )`.execute(database)
  await sql`
    create table quotas (
      tenant text primary key references tenants (id) on delete cascade,
      limits jsonb not null,
      version bigint not null default 1,
      changed_at timestamptz not null default now()
    )`.execute(database)
}
