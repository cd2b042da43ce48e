import type { Selectable } from 'kysely'
import type { ChangeFeed } from '../store/change-feed.ts'
import type { BeforeCommit } from '../store/before-commit.ts'
import type { Database, Store } from '../store/store.ts'
import { noTenant } from '../tenants/known-tenants.ts'
import { isFlagKey, type FlagKey } from './flag-definitions.ts'
import type { FlagRule, FlagSetting } from './flag-rule.ts'
import type { FlagRuleRow } from './flag-tables.ts'
import { parseTargetId, targetId, type FlagTarget } from './flag-target.ts'

/** Of the news that a rule has changed. */
export const flagTopic = 'flag'

/** Which rule is changed, by whom, and whether what is there may be changed: undefined if nothing is. */
export interface FlagRuleChange {
  readonly flag: FlagKey
  readonly target: FlagTarget
  readonly principal: string
  /** Throws if it may not. */
  readonly check: (version: number | undefined) => void
}

/** The rules as they are stored. */
export interface FlagRuleStore {
  /** All of them, of all tenants. */
  load(): Promise<FlagRule[]>
  /** Throws `not_found` if the target has a tenant that is not there. */
  put(change: FlagRuleChange, setting: FlagSetting, beforeCommit?: BeforeCommit<FlagRule>): Promise<FlagRule>
  remove(change: FlagRuleChange, beforeCommit?: BeforeCommit<FlagRule>): Promise<void>
}

const whole = '*'

export function createFlagRuleStore(store: Store, changes: Pick<ChangeFeed, 'tell'>): FlagRuleStore {
  const key = ({ flag, target }: FlagRuleChange) => ({
    flag,
    tenant: target.tenant ?? whole,
    connector: target.connector ?? whole,
    operation: target.operation ?? whole,
  })

  /** Nobody else can change the rule until the transaction ends. */
  const lock = async (database: Database, change: FlagRuleChange): Promise<FlagRule | undefined> => {
    const { flag, tenant, connector, operation } = key(change)
    const row = await database
      .selectFrom('flag_rules')
      .selectAll()
      .where('tenant', '=', tenant)
      .where('flag', '=', flag)
      .where('connector', '=', connector)
      .where('operation', '=', operation)
      .forUpdate()
      .executeTakeFirst()
    return row && toRule(row)
  }

  const tell = (database: Database, { flag, target }: FlagRuleChange): Promise<void> =>
    changes.tell(database, flagTopic, target.tenant ?? null, `${flag} ${targetId(target)}`)

  return {
    async load() {
      const rows = await store.database.selectFrom('flag_rules').selectAll().execute()
      return rows.flatMap((row) => toRule(row) ?? [])
    },
    put: (change, setting, beforeCommit) =>
      store.transaction(async (database) => {
        const { tenant } = change.target
        if (tenant !== undefined) await checkTenant(database, tenant)
        const before = await lock(database, change)
        change.check(before?.version)
        const values = {
          value: setting.value,
          percentage: setting.percentage,
          rollout_by: setting.rolloutBy,
          is_killed: setting.isKilled,
          note: setting.note,
          changed_by: change.principal,
        }
        const row = await database
          .insertInto('flag_rules')
          .values({ ...key(change), ...values })
          .onConflict((conflict) =>
            conflict.columns(['flag', 'tenant', 'connector', 'operation']).doUpdateSet((is) => ({
              ...values,
              version: is('flag_rules.version', '+', 1),
              changed_at: is.fn('now'),
            })),
          )
          .returningAll()
          .executeTakeFirstOrThrow()
        // Somebody else may have made it since it was looked for.
        if (before === undefined && row.version > 1) change.check(row.version - 1)
        await tell(database, change)
        const rule = toRule(row)
        if (rule === undefined) throw new Error('A rule that was written is none.')
        await beforeCommit?.(database, before, rule)
        return rule
      }),
    remove: (change, beforeCommit) =>
      store.transaction(async (database) => {
        const before = await lock(database, change)
        change.check(before?.version)
        const { flag, tenant, connector, operation } = key(change)
        await database
          .deleteFrom('flag_rules')
          .where('tenant', '=', tenant)
          .where('flag', '=', flag)
          .where('connector', '=', connector)
          .where('operation', '=', operation)
          .execute()
        await tell(database, change)
        await beforeCommit?.(database, before, undefined)
      }),
  }
}

async function checkTenant(database: Database, id: string): Promise<void> {
  const tenant = await database.selectFrom('tenants').select('id').where('id', '=', id).executeTakeFirst()
  if (tenant === undefined) throw noTenant(id)
}

/** Undefined for rules of flags that this version does not know. */
function toRule(row: Selectable<FlagRuleRow>): FlagRule | undefined {
  const id = targetId(row)
  const target = parseTargetId(id)
  if (!isFlagKey(row.flag) || target === undefined) return undefined
  return {
    flag: row.flag,
    id,
    target,
    value: row.value,
    percentage: row.percentage,
    rolloutBy: row.rollout_by,
    isKilled: row.is_killed,
    note: row.note,
    version: row.version,
    changedBy: row.changed_by,
    changedAt: row.changed_at,
  }
}
