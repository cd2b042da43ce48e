import { sql, type Kysely } from 'kysely'

/** What agents may be shown: the definitions of tools that were there first, or that somebody has approved. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table tool_versions (
      connector text not null,
      version text not null,
      format integer not null,
      first_seen_at timestamptz not null,
      primary key (connector, version, format)
    )`.execute(database)
  await sql`
    create table tool_pins (
      connector text not null,
      version text not null,
      format integer not null,
      operation text not null,
      digest text not null,
      definition text not null,
      rules integer not null,
      trusted_at timestamptz not null,
      approved_by text,
      primary key (connector, version, format, operation, digest),
      foreign key (connector, version, format) references tool_versions on delete cascade
    )`.execute(database)
}
