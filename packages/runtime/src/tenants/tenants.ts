import { Problem } from '@patchbay/contract'
import type { Selectable } from 'kysely'
import type { ChangeFeed } from '../store/change-feed.ts'
import type { BeforeCommit } from '../store/before-commit.ts'
import type { Database, Store } from '../store/store.ts'
import { isTenantId } from './tenant-id.ts'
import { noTenant, type TenantState } from './known-tenants.ts'
import type { TenantRow } from './tenant-tables.ts'

export type TenantRecord = Selectable<TenantRow>

/** Of the news that a tenant has changed: its id. */
export const tenantTopic = 'tenant'

export interface TenantChange {
  readonly title?: string | undefined
  readonly state?: TenantState | undefined
}

/** The tenants of the installation. They are never deleted: what belongs to one must have somebody to belong to. */
export interface Tenants {
  /** Throws `conflict` if there is one of this id. */
  create(id: string, title: string, beforeCommit?: BeforeCommit<TenantRecord>): Promise<TenantRecord>
  /** By their ids, after this one. */
  list(limit: number, after: string | undefined): Promise<TenantRecord[]>
  /** Throws `not_found`. */
  get(id: string): Promise<TenantRecord>
  /** `check` throws if the version is not the one that is meant. */
  update(
    id: string,
    change: TenantChange,
    check: (version: number) => void,
    beforeCommit?: BeforeCommit<TenantRecord>,
  ): Promise<TenantRecord>
}

export function createTenants(store: Store, changes: Pick<ChangeFeed, 'tell'>): Tenants {
  const find = async (database: Database, id: string): Promise<TenantRecord> => {
    const found = isTenantId(id)
      ? await database.selectFrom('tenants').selectAll().where('id', '=', id).executeTakeFirst()
      : undefined
    if (found === undefined) throw noTenant(id)
    return found
  }
  return {
    create: (id, title, beforeCommit) =>
      store.transaction(async (database) => {
        const made = await database
          .insertInto('tenants')
          .values({ id, title })
          .onConflict((conflict) => conflict.doNothing())
          .returningAll()
          .executeTakeFirst()
        if (made === undefined) throw taken(id)
        await beforeCommit?.(database, undefined, made)
        return made
      }),
    list: (limit, after = '') =>
      store.transaction((database) =>
        database
          .selectFrom('tenants')
          .selectAll()
          .where('id', '>', after)
          .orderBy('id')
          .limit(limit)
          .execute(),
      ),
    get: (id) => store.transaction((database) => find(database, id)),
    update: (id, { title, state }, check, beforeCommit) =>
      store.transaction(async (database) => {
        await find(database, id)
        await database.selectFrom('tenants').select('id').where('id', '=', id).forUpdate().execute()
        const before = await find(database, id)
        check(before.version)
        const after = await database
          .updateTable('tenants')
          .set({
            title: title ?? before.title,
            state: state ?? before.state,
            version: before.version + 1,
          })
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirstOrThrow()
        await changes.tell(database, tenantTopic, id, id)
        await beforeCommit?.(database, before, after)
        return after
      }),
  }
}

const taken = (id: string): Problem =>
  new Problem('conflict', {
    detail: `There is a tenant "${id}" already.`,
    advice: 'Choose another id, or change the one that is there with PATCH /v1/tenants/{id}.',
  })
