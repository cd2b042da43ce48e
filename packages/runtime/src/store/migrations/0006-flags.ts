import { sql, type Kysely } from 'kysely'

/** Rules of feature flags. Their tenant may be `*`, so it refers to no table. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table flag_rules (
      flag text not null,
      tenant text not null,
      connector text not null,
      operation text not null,
      value boolean not null,
      percentage double precision not null check (percentage between 0 and 100),
      rollout_by text not null check (rollout_by in ('tenant', 'principal')),
      is_killed boolean not null,
      note text not null,
      version bigint not null default 1,
      changed_by text not null,
      changed_at timestamptz not null default now(),
      primary key (flag, tenant, connector, operation),
      check (operation = '*' or connector <> '*')
    )`.execute(database)
}
