import type { Selectable } from 'kysely'
import type { BeforeCommit } from '../store/before-commit.ts'
import type { ChangeFeed } from '../store/change-feed.ts'
import type { Database, Store } from '../store/store.ts'
import { objectiveId, type ObjectiveKind, type ObjectiveSetting } from './objective.ts'
import type { ObjectiveOverrideRow } from './objective-tables.ts'
import { installation } from './scope.ts'

/** Of the news that somebody promises otherwise. */
export const objectiveTopic = 'objective'

/** What is promised in a scope instead of what the connector declares. */
export interface ObjectiveOverride extends ObjectiveSetting {
  /** Of the objective. */
  readonly id: string
  readonly scope: string
  readonly version: number
  readonly changedBy: string
  readonly changedAt: Date
}

export interface OverrideChange {
  readonly scope: string
  readonly connector: string
  readonly kind: ObjectiveKind
  readonly principal: string
}

/** The overrides as they are stored. */
export interface OverrideStore {
  /** All of them, of all scopes. */
  load(): Promise<ObjectiveOverride[]>
  put(
    change: OverrideChange,
    setting: ObjectiveSetting,
    beforeCommit?: BeforeCommit<ObjectiveOverride>,
  ): Promise<ObjectiveOverride>
  /** Whether there was one. */
  remove(change: OverrideChange, beforeCommit?: BeforeCommit<ObjectiveOverride>): Promise<boolean>
}

export function createOverrideStore(store: Store, changes: Pick<ChangeFeed, 'tell'>): OverrideStore {
  const lock = async (
    database: Database,
    { scope, connector, kind }: OverrideChange,
  ): Promise<ObjectiveOverride | undefined> => {
    const row = await database
      .selectFrom('objective_overrides')
      .selectAll()
      .where('scope', '=', scope)
      .where('connector', '=', connector)
      .where('kind', '=', kind)
      .forUpdate()
      .executeTakeFirst()
    return row && toOverride(row)
  }
  const tell = (database: Database, { scope, connector, kind }: OverrideChange): Promise<void> =>
    changes.tell(
      database,
      objectiveTopic,
      scope === installation ? null : scope,
      objectiveId(connector, kind),
    )

  return {
    async load() {
      return (await store.database.selectFrom('objective_overrides').selectAll().execute()).map(toOverride)
    },
    put: (change, { target, threshold }, beforeCommit) =>
      store.transaction(async (database) => {
        const { scope, connector, kind, principal } = change
        const before = await lock(database, change)
        const values = { target, threshold: threshold ?? null, changed_by: principal }
        const row = await database
          .insertInto('objective_overrides')
          .values({ scope, connector, kind, ...values })
          .onConflict((conflict) =>
            conflict.columns(['scope', 'connector', 'kind']).doUpdateSet((is) => ({
              ...values,
              version: is('objective_overrides.version', '+', 1),
              changed_at: is.fn('now'),
            })),
          )
          .returningAll()
          .executeTakeFirstOrThrow()
        const after = toOverride(row)
        await tell(database, change)
        await beforeCommit?.(database, before, after)
        return after
      }),
    remove: (change, beforeCommit) =>
      store.transaction(async (database) => {
        const before = await lock(database, change)
        if (before === undefined) return false
        await database
          .deleteFrom('objective_overrides')
          .where('scope', '=', change.scope)
          .where('connector', '=', change.connector)
          .where('kind', '=', change.kind)
          .execute()
        await tell(database, change)
        await beforeCommit?.(database, before, undefined)
        return true
      }),
  }
}

function toOverride(row: Selectable<ObjectiveOverrideRow>): ObjectiveOverride {
  const { scope, connector, kind, target, threshold, version } = row
  return {
    id: objectiveId(connector, kind),
    scope,
    target,
    threshold: threshold ?? undefined,
    version,
    changedBy: row.changed_by,
    changedAt: row.changed_at,
  }
}
