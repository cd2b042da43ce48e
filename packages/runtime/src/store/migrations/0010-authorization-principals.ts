import { sql, type Kysely } from 'kysely'

/** Of which kind the principal is that has begun an authorization, for the audit of how it ends. */
export async function up(database: Kysely<unknown>): Promise<void> {
  // Instances of the version before go on for a moment, and what they have begun is over in minutes.
  await sql`alter table authorizations add column principal_kind text not null default 'api-key'`.execute(
    database,
  )
}
