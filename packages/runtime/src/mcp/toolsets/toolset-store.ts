import { Problem } from '@patchbay/contract'
import { sql, type Selectable } from 'kysely'
import type { BeforeCommit } from '../../store/before-commit.ts'
import type { ChangeFeed } from '../../store/change-feed.ts'
import type { Database, Store } from '../../store/store.ts'
import type { ToolsetRow } from './toolset-tables.ts'
import type { TenantToolset, ToolsetSetting } from './toolset.ts'

/** Of the news that a toolset has changed: its name. */
export const toolsetTopic = 'toolset'

/** Toolsets of one tenant. Every instance keeps all of them in memory. */
const mostToolsets = 100

/** Which toolset is changed, by whom, and whether what is there may be changed: undefined if nothing is. */
export interface ToolsetChange {
  readonly tenant: string
  readonly name: string
  readonly principal: string
  /** Throws if it may not. */
  readonly check: (version: number | undefined) => void
}

/** The toolsets that tenants have made, as they are stored. */
export interface ToolsetStore {
  /** All of them, of all tenants. */
  load(): Promise<TenantToolset[]>
  /** Throws `conflict` if the tenant has as many as it may have. */
  put(
    change: ToolsetChange,
    setting: ToolsetSetting,
    beforeCommit?: BeforeCommit<TenantToolset>,
  ): Promise<TenantToolset>
  /** Throws `conflict` as long as a key is held to it, which would be left with less than somebody meant. */
  remove(change: ToolsetChange, beforeCommit?: BeforeCommit<TenantToolset>): Promise<void>
}

export function createToolsetStore(store: Store, changes: Pick<ChangeFeed, 'tell'>): ToolsetStore {
  /** Nobody else can change the toolset until the transaction ends. */
  const lock = async (
    database: Database,
    { tenant, name }: ToolsetChange,
  ): Promise<TenantToolset | undefined> => {
    const row = await database
      .selectFrom('toolsets')
      .selectAll()
      .where('tenant', '=', tenant)
      .where('name', '=', name)
      .forUpdate()
      .executeTakeFirst()
    return row && toToolset(row)
  }

  return {
    async load() {
      return (await store.database.selectFrom('toolsets').selectAll().execute()).map(toToolset)
    },
    put: (change, setting, beforeCommit) =>
      store.transaction(async (database) => {
        const { tenant, name, principal } = change
        const before = await lock(database, change)
        change.check(before?.version)
        if (before === undefined) await checkRoom(database, tenant)
        const values = {
          title: setting.title,
          description: setting.description,
          patterns: JSON.stringify(setting.patterns),
          effects: setting.effects === undefined ? null : JSON.stringify(setting.effects),
          changed_by: principal,
        }
        const row = await database
          .insertInto('toolsets')
          .values({ tenant, name, ...values })
          .onConflict((conflict) =>
            conflict.columns(['tenant', 'name']).doUpdateSet((is) => ({
              ...values,
              version: is('toolsets.version', '+', 1),
              changed_at: is.fn('now'),
            })),
          )
          .returningAll()
          .executeTakeFirstOrThrow()
        // Somebody else may have made it since it was looked for.
        if (before === undefined && row.version > 1) change.check(row.version - 1)
        await changes.tell(database, toolsetTopic, tenant, name)
        const toolset = toToolset(row)
        await beforeCommit?.(database, before, toolset)
        return toolset
      }),
    remove: (change, beforeCommit) =>
      store.transaction(async (database) => {
        const { tenant, name } = change
        const before = await lock(database, change)
        change.check(before?.version)
        await checkUnused(database, change)
        await database.deleteFrom('toolsets').where('tenant', '=', tenant).where('name', '=', name).execute()
        await changes.tell(database, toolsetTopic, tenant, name)
        await beforeCommit?.(database, before, undefined)
      }),
  }
}

async function checkRoom(database: Database, tenant: string): Promise<void> {
  const { total } = await database
    .selectFrom('toolsets')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('tenant', '=', tenant)
    .executeTakeFirstOrThrow()
  if (total < mostToolsets) return
  throw new Problem('conflict', {
    detail: `There are ${mostToolsets} toolsets already, which is as many as a tenant may have.`,
    advice: 'Remove one that is no longer needed.',
  })
}

async function checkUnused(database: Database, { tenant, name }: ToolsetChange): Promise<void> {
  const holders = await database
    .selectFrom('api_keys')
    .select('id')
    .where('tenant', '=', tenant)
    .where('revoked_at', 'is', null)
    .where(sql<boolean>`toolsets @> ${JSON.stringify([name])}::jsonb`)
    .orderBy('id')
    .limit(5)
    .execute()
  if (holders.length === 0) return
  throw new Problem('conflict', {
    detail: `The toolset ${name} is what keys are held to: ${holders.map(({ id }) => id).join(', ')}.`,
    advice: 'Give these keys other toolsets with PATCH /v1/keys/{id}, or revoke them, then remove it.',
  })
}

function toToolset(row: Selectable<ToolsetRow>): TenantToolset {
  const { tenant, name, title, description, patterns, effects, version } = row
  return Object.freeze({
    tenant,
    name,
    title,
    description,
    patterns,
    effects: effects ?? undefined,
    version,
    changedBy: row.changed_by,
    changedAt: row.changed_at,
  })
}
