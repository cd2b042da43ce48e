import { randomUUID } from 'node:crypto'
import { Problem } from '@patchbay/contract'
import type { Selectable } from 'kysely'
import type { ObjectiveKind } from '../objectives/objective.ts'
import type { BeforeCommit } from '../store/before-commit.ts'
import type { Database, Store } from '../store/store.ts'
import type { AlertSilenceRow } from './alert-tables.ts'
import type { Alert } from './alert.ts'

/** That nobody is told of some alerts for a while. They are raised and shown all the same. */
export interface Silence {
  readonly id: string
  readonly scope: string
  /** Null for all. */
  readonly connector: string | null
  /** Null for all, and for alerts that are about none. */
  readonly objective: ObjectiveKind | null
  readonly until: Date
  readonly reason: string
  readonly createdBy: string
  readonly createdAt: Date
}

export type NewSilence = Pick<Silence, 'scope' | 'connector' | 'objective' | 'until' | 'reason' | 'createdBy'>

export interface Silences {
  /** Those of a scope that are not over, the one that ends first before others. */
  list(scope: string): Promise<Silence[]>
  create(silence: NewSilence, beforeCommit?: BeforeCommit<Silence>): Promise<Silence>
  /** Throws `not_found`. */
  remove(scope: string, id: string, beforeCommit?: BeforeCommit<Silence>): Promise<void>
}

/** Of one scope, as a bound. */
const mostSilences = 200

/** `now` in milliseconds since 1970. */
export function createSilences(store: Store, now: () => number): Silences {
  return {
    list: (scope) => store.transaction((database) => readSilences(database, [scope], new Date(now()))),
    create: (silence, beforeCommit) =>
      store.transaction(async (database) => {
        const { scope, connector, objective, until, reason, createdBy } = silence
        const at = new Date(now())
        // What is over is of no use to anybody, and this is as good a moment as any.
        await database
          .deleteFrom('alert_silences')
          .where('scope', '=', scope)
          .where('until', '<=', at)
          .execute()
        if ((await readSilences(database, [scope], at)).length >= mostSilences) throw tooMany()
        const row = await database
          .insertInto('alert_silences')
          .values({
            id: `silence_${randomUUID()}`,
            scope,
            connector,
            objective,
            until,
            reason,
            created_by: createdBy,
            created_at: at,
          })
          .returningAll()
          .executeTakeFirstOrThrow()
        const made = toSilence(row)
        await beforeCommit?.(database, undefined, made)
        return made
      }),
    remove: (scope, id, beforeCommit) =>
      store.transaction(async (database) => {
        const row = await database
          .deleteFrom('alert_silences')
          .where('scope', '=', scope)
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirst()
        if (row === undefined) throw noSilence(id)
        await beforeCommit?.(database, toSilence(row), undefined)
      }),
  }
}

/** Those of some scopes that are not over. */
export async function readSilences(
  database: Database,
  scopes: readonly string[],
  at: Date,
): Promise<Silence[]> {
  if (scopes.length === 0) return []
  const rows = await database
    .selectFrom('alert_silences')
    .selectAll()
    .where('scope', 'in', [...scopes])
    .where('until', '>', at)
    .orderBy('until')
    .orderBy('id')
    .execute()
  return rows.map(toSilence)
}

/** The silence that keeps an alert from being told, the one that lasts longest. */
export const silenceOf = (
  { scope, connector, objective }: Pick<Alert, 'scope' | 'connector' | 'objective'>,
  silences: readonly Silence[],
): Silence | undefined =>
  silences.findLast(
    (silence) =>
      silence.scope === scope &&
      (silence.connector === null || silence.connector === connector) &&
      (silence.objective === null || silence.objective === objective),
  )

const toSilence = (row: Selectable<AlertSilenceRow>): Silence => {
  const { id, scope, connector, objective, until, reason } = row
  return {
    id,
    scope,
    connector,
    objective,
    until,
    reason,
    createdBy: row.created_by,
    createdAt: row.created_at,
  }
}

const noSilence = (id: string): Problem =>
  new Problem('not_found', {
    detail: `There is no silence "${id}".`,
    advice: 'GET /v1/silences lists those that are not over.',
  })

const tooMany = (): Problem =>
  new Problem('conflict', {
    detail: `There are ${mostSilences} silences already, which is the most that there can be.`,
    advice: 'Remove some, or silence a whole connector.',
  })
