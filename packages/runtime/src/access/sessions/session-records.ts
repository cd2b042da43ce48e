import { sql, type Insertable, type Selectable } from 'kysely'
import type { Database } from '../../store/store.ts'
import type { SessionRow } from './session-tables.ts'

export type SessionRecord = Selectable<SessionRow>

/** Of the news that a session has ended: its id. */
export const sessionTopic = 'session'

/** Whose sessions are meant. */
export type SessionOwner = Pick<SessionRow, 'tenant' | 'principal' | 'kind'>

/** Where a page of a list begins, after this one. */
export interface SessionPosition {
  readonly createdAt: Date
  readonly id: string
}

/** Swept with each new one, so that none is left for long. */
const mostSwept = 100
/** Sessions that a principal can have at a time. The oldest one ends for one more. */
const mostOfOne = 100

export async function findSession(database: Database, hash: string): Promise<SessionRecord | undefined> {
  return database.selectFrom('sessions').selectAll().where('hash', '=', hash).executeTakeFirst()
}

export async function insertSession(
  database: Database,
  session: Insertable<SessionRow>,
): Promise<SessionRecord> {
  return database.insertInto('sessions').values(session).returningAll().executeTakeFirstOrThrow()
}

const ofOwner = (database: Database, { tenant, principal, kind }: SessionOwner) =>
  database
    .selectFrom('sessions')
    .where('tenant', '=', tenant)
    .where('principal', '=', principal)
    .where('kind', '=', kind)

/** Those that have not ended, the newest first. */
export async function listSessions(
  database: Database,
  owner: SessionOwner,
  { now, idleSince }: { readonly now: Date; readonly idleSince: Date },
  limit: number,
  after: SessionPosition | undefined,
): Promise<SessionRecord[]> {
  const sessions = ofOwner(database, owner)
    .selectAll()
    .where('expires_at', '>', now)
    .where('last_seen_at', '>', idleSince)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
  const page =
    after === undefined
      ? sessions
      : sessions.where(sql<boolean>`(created_at, id) < (${after.createdAt}, ${after.id})`)
  return page.execute()
}

/** Ends one session of somebody. */
export async function deleteSession(
  database: Database,
  { tenant, principal, kind }: SessionOwner,
  id: string,
): Promise<SessionRecord | undefined> {
  return database
    .deleteFrom('sessions')
    .where('tenant', '=', tenant)
    .where('principal', '=', principal)
    .where('kind', '=', kind)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
}

export async function deleteSessionByHash(
  database: Database,
  hash: string,
): Promise<SessionRecord | undefined> {
  return database.deleteFrom('sessions').where('hash', '=', hash).returningAll().executeTakeFirst()
}

/** Ends all sessions of somebody. */
export async function deleteSessions(
  database: Database,
  { tenant, principal, kind }: SessionOwner,
): Promise<SessionRecord[]> {
  return database
    .deleteFrom('sessions')
    .where('tenant', '=', tenant)
    .where('principal', '=', principal)
    .where('kind', '=', kind)
    .returningAll()
    .execute()
}

/** Ends the oldest sessions of somebody who has too many. */
export async function deleteExcess(database: Database, owner: SessionOwner): Promise<SessionRecord[]> {
  const excess = ofOwner(database, owner)
    .select('hash')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .offset(mostOfOne)
  return database.deleteFrom('sessions').where('hash', 'in', excess).returningAll().execute()
}

/** Removes what ended before. */
export async function sweepSessions(database: Database, before: Date): Promise<void> {
  const ended = database
    .selectFrom('sessions')
    .select('hash')
    .where('expires_at', '<', before)
    .limit(mostSwept)
  await database.deleteFrom('sessions').where('hash', 'in', ended).execute()
}
