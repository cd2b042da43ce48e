import { sql, type Kysely } from 'kysely'

/**
 * Answers that are kept for a repetition may hold what is told once, such as the code of a gift card, so they are
 * sealed. Those that were not are forgotten: their keys answer from now on that the answer was not kept.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  // The column `body` stays, for instances of the version before go on for a moment. Nobody reads it any more.
  await sql`alter table idempotency_records add column key_id text, add column sealed bytea`.execute(database)
  await sql`update idempotency_records set body = null where body is not null`.execute(database)
}
