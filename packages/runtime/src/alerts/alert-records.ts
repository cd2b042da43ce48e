import { Problem } from '@patchbay/contract'
import type { BeforeCommit } from '../store/before-commit.ts'
import type { Database, Store } from '../store/store.ts'
import { toAlert } from './alert-rows.ts'
import type { Alert, AlertState } from './alert.ts'

export interface AlertQuestion {
  readonly scope: string
  readonly state?: AlertState | undefined
  readonly connector?: string | undefined
  readonly limit: number
  readonly after: AlertPlace | undefined
}

/** Where in the list something is: the latest comes first. */
export interface AlertPlace {
  readonly startedAt: Date
  readonly id: string
}

/** Alerts as they are stored. */
export interface AlertRecords {
  list(question: AlertQuestion): Promise<Alert[]>
  /** Those of a scope that go on. */
  firing(scope: string): Promise<Alert[]>
  firingEverywhere(): Promise<Alert[]>
  /** Notes that somebody takes care of it. Throws `not_found`, and `conflict` if it is over. */
  acknowledge(
    place: { readonly scope: string; readonly id: string },
    acknowledgement: { readonly by: string; readonly at: Date; readonly note: string },
    beforeCommit?: BeforeCommit<Alert>,
  ): Promise<Alert>
}

export function createAlertRecords(store: Pick<Store, 'transaction'>): AlertRecords {
  const listIn = async (database: Database, question: AlertQuestion): Promise<Alert[]> => {
    const { scope, state, connector, limit, after } = question
    let rows = database
      .selectFrom('alerts')
      .selectAll()
      .where('scope', '=', scope)
      .orderBy('started_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
    if (state !== undefined) rows = rows.where('state', '=', state)
    if (connector !== undefined) rows = rows.where('connector', '=', connector)
    if (after !== undefined) {
      rows = rows.where((is) =>
        is.or([
          is('started_at', '<', after.startedAt),
          is.and([is('started_at', '=', after.startedAt), is('id', '<', after.id)]),
        ]),
      )
    }
    return (await rows.execute()).map(toAlert)
  }
  return {
    list: (question) => store.transaction((database) => listIn(database, question)),
    firing: (scope) => store.transaction((database) => firingIn(database, scope)),
    firingEverywhere: () => store.transaction((database) => firingIn(database)),
    acknowledge: ({ scope, id }, { by, at, note }, beforeCommit) =>
      store.transaction(async (database) => {
        const row = await database
          .selectFrom('alerts')
          .selectAll()
          .where('scope', '=', scope)
          .where('id', '=', id)
          .forUpdate()
          .executeTakeFirst()
        if (row === undefined) throw noAlert(id)
        if (row.state === 'resolved') throw isOver(id)
        const changed = await database
          .updateTable('alerts')
          .set({ acknowledged_by: by, acknowledged_at: at, acknowledged_note: note })
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirstOrThrow()
        await beforeCommit?.(database, toAlert(row), toAlert(changed))
        return toAlert(changed)
      }),
  }
}

async function firingIn(database: Database, scope?: string): Promise<Alert[]> {
  let rows = database.selectFrom('alerts').selectAll().where('state', '=', 'firing')
  if (scope !== undefined) rows = rows.where('scope', '=', scope)
  return (await rows.execute()).map(toAlert)
}

const noAlert = (id: string): Problem =>
  new Problem('not_found', {
    detail: `There is no alert "${id}".`,
    advice: 'GET /v1/alerts lists the alerts.',
  })

const isOver = (id: string): Problem =>
  new Problem('conflict', {
    detail: `The alert "${id}" is over.`,
    advice: 'There is nothing left to take care of.',
  })
