import type { Database } from '../store/store.ts'

/** What has become of a connection. `state`: it went to another state by itself, or by a check. */
export type ConnectionEventKind =
  | 'created'
  | 'updated'
  | 'state'
  | 'authorized'
  | 'checked'
  | 'deleted'
  | 'revoked'

export interface ConnectionEvent {
  readonly kind: ConnectionEventKind
  readonly outcome: 'ok' | 'failed'
  /** For a person. No secret is in it. */
  readonly detail: string
  /** Id of the principal, or `patchbay`. */
  readonly actor: string
}

export interface ListedEvent extends ConnectionEvent {
  readonly sequence: number
  readonly at: Date
}

/** Whose history it is. */
export interface EventPlace {
  readonly tenant: string
  readonly id: string
  readonly uid: string
}

/** Of one connection; older ones are let go. */
export const mostEvents = 100

/** Adds to the history of a connection. */
export async function addEvent(
  database: Database,
  { tenant, id, uid }: EventPlace,
  event: ConnectionEvent,
  at: number,
): Promise<void> {
  await database
    .insertInto('connection_events')
    .values({ ...event, tenant, uid, connection: id, happened_at: new Date(at) })
    .execute()
  await database
    .deleteFrom('connection_events')
    .where('tenant', '=', tenant)
    .where('connection', '=', id)
    .where('sequence', '<=', (query) =>
      query
        .selectFrom('connection_events')
        .select('sequence')
        .where('tenant', '=', tenant)
        .where('connection', '=', id)
        .orderBy('sequence', 'desc')
        .offset(mostEvents)
        .limit(1),
    )
    .execute()
}

/** Lets go of what is known about a connection that is no more. */
export async function forgetEvents(database: Database, { tenant, uid }: EventPlace): Promise<void> {
  await database.deleteFrom('connection_events').where('tenant', '=', tenant).where('uid', '=', uid).execute()
}

/** The newest first, before the one of this sequence where it is given. */
export async function eventsOf(
  database: Database,
  tenant: string,
  id: string,
  before: number | undefined,
  limit: number,
): Promise<ListedEvent[]> {
  let query = database
    .selectFrom('connection_events')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('connection', '=', id)
  if (before !== undefined) query = query.where('sequence', '<', before)
  const rows = await query.orderBy('sequence', 'desc').limit(limit).execute()
  return rows.map(({ sequence, happened_at, kind, outcome, detail, actor }) => ({
    sequence,
    at: happened_at,
    kind: kind as ConnectionEventKind,
    outcome,
    detail,
    actor,
  }))
}
