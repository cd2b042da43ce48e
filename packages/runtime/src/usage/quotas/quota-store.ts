import { sql } from 'kysely'
import type { ChangeFeed } from '../../store/change-feed.ts'
import type { BeforeCommit } from '../../store/before-commit.ts'
import type { Store } from '../../store/store.ts'
import type { Quota, QuotaLimit } from './quota.ts'

/** Of the news that the quota of a tenant has changed. */
export const quotaTopic = 'quota'

export interface QuotaStore {
  /** Those of all tenants that have one. */
  load(): Promise<Quota[]>
  /** No limits are no quota. `check` throws if the version that is there may not be changed; undefined if none is. */
  put(
    tenant: string,
    limits: readonly QuotaLimit[],
    check: (version: number | undefined) => void,
    beforeCommit?: BeforeCommit<Quota>,
  ): Promise<Quota>
  /** What the tenant has used since a moment. */
  used(tenant: string, connector: string | undefined, since: Date): Promise<number>
  hasTenant(tenant: string): Promise<boolean>
}

export function createQuotaStore(store: Store, changes: Pick<ChangeFeed, 'tell'>): QuotaStore {
  const { database } = store
  return {
    load: () => database.selectFrom('quotas').select(['tenant', 'limits', 'version']).execute(),
    put: (tenant, limits, check, beforeCommit) =>
      store.transaction(async (transaction) => {
        // The row of the tenant is there in any case, so holding it keeps others from the quota.
        await transaction.selectFrom('tenants').select('id').where('id', '=', tenant).forUpdate().execute()
        const before = await transaction
          .selectFrom('quotas')
          .select(['tenant', 'limits', 'version'])
          .where('tenant', '=', tenant)
          .executeTakeFirst()
        check(before?.version)
        const text = JSON.stringify(limits)
        const quota = await transaction
          .insertInto('quotas')
          .values({ tenant, limits: text })
          .onConflict((conflict) =>
            conflict
              .column('tenant')
              .doUpdateSet({ limits: text, version: sql`quotas.version + 1`, changed_at: sql`now()` }),
          )
          .returning(['tenant', 'limits', 'version'])
          .executeTakeFirstOrThrow()
        await changes.tell(transaction, quotaTopic, tenant, tenant)
        await beforeCommit?.(transaction, before, quota)
        return quota
      }),
    async used(tenant, connector, since) {
      const { admitted } = await database
        .selectFrom('usage_hours')
        .select(sql<number>`coalesce(sum(admitted), 0)::bigint`.as('admitted'))
        .where('tenant', '=', tenant)
        .where('hour', '>=', since)
        .$if(connector !== undefined, (query) => query.where('connector', '=', connector ?? ''))
        .executeTakeFirstOrThrow()
      return admitted
    },
    async hasTenant(tenant) {
      const found = await database
        .selectFrom('tenants')
        .select('id')
        .where('id', '=', tenant)
        .executeTakeFirst()
      return found !== undefined
    },
  }
}
