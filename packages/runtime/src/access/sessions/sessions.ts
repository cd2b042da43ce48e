import { Problem } from '@patchbay/contract'
import type { BeforeCommit } from '../../store/before-commit.ts'
import type { ChangeFeed } from '../../store/change-feed.ts'
import type { Database, Store } from '../../store/store.ts'
import type { Principal } from '../principal.ts'
import {
  deleteExcess,
  deleteSession,
  deleteSessionByHash,
  deleteSessions,
  insertSession,
  listSessions,
  sessionTopic,
  sweepSessions,
  type SessionOwner,
  type SessionPosition,
  type SessionRecord,
} from './session-records.ts'
import type { SessionRow } from './session-tables.ts'
import { isSessionId, newSessionId, newSessionToken, sessionHash } from './session-token.ts'

/** Whom a session is to stand for, and what shows later that it still does. */
export interface SessionWish extends Pick<SessionRow, 'issuer'> {
  readonly principal: Pick<Principal, 'id' | 'kind' | 'tenant'>
  /** By the token that the session will have. */
  readonly proofWith?: (token: string) => string
  readonly claims?: Readonly<Record<string, unknown>>
  /** Milliseconds since 1970 from which on it would stand for nobody. */
  readonly validUntil: number
}

/** A session with the token that is told this once. */
export interface ToldSession {
  readonly record: SessionRecord
  readonly token: string
}

/** All sessions that somebody had. */
export interface EndedSessions {
  /** Of the principal. */
  readonly id: string
  readonly sessions: readonly string[]
}

/** What browsers are known by. */
export interface Sessions {
  /** Begins one, and ends the one that the same browser had, whose token is given. */
  begin(
    wish: SessionWish,
    before: string | undefined,
    beforeCommit?: BeforeCommit<SessionRecord>,
  ): Promise<ToldSession>
  /** The session of a token; undefined if it is over. */
  find(token: string): Promise<SessionRecord | undefined>
  list(owner: SessionOwner, limit: number, after: SessionPosition | undefined): Promise<SessionRecord[]>
  /** Ends the session of a token, if there is one. */
  endByToken(token: string, beforeCommit?: BeforeCommit<SessionRecord>): Promise<void>
  /** Ends one of somebody's. Rejects with `not_found` for one of somebody else. */
  end(owner: SessionOwner, id: string, beforeCommit?: BeforeCommit<SessionRecord>): Promise<void>
  /** Ends all of somebody's; how many there were. */
  endAll(owner: SessionOwner, beforeCommit?: BeforeCommit<EndedSessions>): Promise<number>
  /** Milliseconds since 1970 at which a session ends if nobody uses it any more. */
  endOf(record: SessionRecord): number
}

export interface SessionsParts {
  readonly store: Store
  readonly changes: Pick<ChangeFeed, 'tell'>
  /** Milliseconds that one lasts which nobody uses. */
  readonly idle: number
  /** Milliseconds that one lasts at the most. */
  readonly lifetime: number
  /** Milliseconds since 1970. */
  readonly now: () => number
}

export function createSessions({ store, changes, idle, lifetime, now }: SessionsParts): Sessions {
  const tellOf = async (database: Database, ended: readonly SessionRecord[]): Promise<void> => {
    for (const { tenant, id } of ended) await changes.tell(database, sessionTopic, tenant, id)
  }
  const endOf = ({ expires_at, last_seen_at }: SessionRecord): number =>
    Math.min(expires_at.getTime(), last_seen_at.getTime() + idle)

  return {
    begin: ({ principal, proofWith, issuer, claims, validUntil }, before, beforeCommit) =>
      store.transaction(async (database) => {
        const time = now()
        const owner = { tenant: principal.tenant, principal: principal.id, kind: principal.kind }
        await sweepSessions(database, new Date(time))
        const replaced =
          before === undefined ? undefined : await deleteSessionByHash(database, sessionHash(before))
        const token = newSessionToken()
        const record = await insertSession(database, {
          ...owner,
          hash: sessionHash(token),
          id: newSessionId(),
          proof: proofWith?.(token) ?? null,
          issuer,
          claims: claims === undefined ? null : JSON.stringify(claims),
          created_at: new Date(time),
          last_seen_at: new Date(time),
          expires_at: new Date(Math.min(time + lifetime, validUntil)),
        })
        const excess = await deleteExcess(database, owner)
        await tellOf(database, replaced === undefined ? excess : [replaced, ...excess])
        await beforeCommit?.(database, undefined, record)
        return { record, token }
      }),

    async find(token) {
      const record = await store.database
        .selectFrom('sessions')
        .selectAll()
        .where('hash', '=', sessionHash(token))
        .executeTakeFirst()
      return record !== undefined && endOf(record) > now() ? record : undefined
    },

    list: (owner, limit, after) =>
      listSessions(
        store.database,
        owner,
        { now: new Date(now()), idleSince: new Date(now() - idle) },
        limit,
        after,
      ),

    endByToken: (token, beforeCommit) =>
      store.transaction(async (database) => {
        const ended = await deleteSessionByHash(database, sessionHash(token))
        if (ended === undefined) return
        await tellOf(database, [ended])
        await beforeCommit?.(database, ended, undefined)
      }),

    end: (owner, id, beforeCommit) =>
      store.transaction(async (database) => {
        const ended = isSessionId(id) ? await deleteSession(database, owner, id) : undefined
        if (ended === undefined) throw noSession(id)
        await tellOf(database, [ended])
        await beforeCommit?.(database, ended, undefined)
      }),

    endAll: (owner, beforeCommit) =>
      store.transaction(async (database) => {
        const ended = await deleteSessions(database, owner)
        await tellOf(database, ended)
        const sessions = ended.map(({ id }) => id).toSorted()
        await beforeCommit?.(database, { id: owner.principal, sessions }, undefined)
        return ended.length
      }),

    endOf,
  }
}

const noSession = (id: string): Problem =>
  new Problem('not_found', {
    detail: `There is no session "${id}".`,
    advice: 'GET /v1/sessions lists the sessions.',
  })
