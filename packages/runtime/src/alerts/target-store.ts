import { randomUUID } from 'node:crypto'
import { Problem } from '@patchbay/contract'
import { sql } from 'kysely'
import { defaultTenant } from '../access/principal.ts'
import type { Severity } from '../objectives/burn-rates.ts'
import { installation } from '../objectives/scope.ts'
import type { BeforeCommit } from '../store/before-commit.ts'
import type { ChangeFeed } from '../store/change-feed.ts'
import type { Database, Store } from '../store/store.ts'
import type { SecretPlace, Vault } from '../vault/vault.ts'
import { toTarget, type AlertTarget, type TargetKind } from './alert-target.ts'
import type { Recipient } from './senders/sender.ts'
import { maskAddress } from './target-address.ts'
import { newSigningSecret } from './webhook-signature.ts'

/** Of the news that other scopes than before may have targets. */
export const targetTopic = 'alert-target'

export interface TargetSetting {
  readonly name: string
  readonly severities: readonly Severity[]
  /** Null for all. */
  readonly connectors: readonly string[] | null
}

export interface NewTarget extends TargetSetting {
  readonly kind: TargetKind
  readonly address: string
}

export interface TargetChange extends Partial<TargetSetting> {
  readonly address?: string | undefined
}

/** Who is told of alerts, as it is stored: the addresses and what webhooks are signed with in the vault. */
export interface TargetStore {
  list(scope: string): Promise<AlertTarget[]>
  /** Scopes that have any. */
  scopes(): Promise<string[]>
  /** With the secret of a webhook, which is shown this once. */
  create(
    scope: string,
    target: NewTarget,
    principal: string,
    beforeCommit?: BeforeCommit<AlertTarget>,
  ): Promise<{ readonly target: AlertTarget; readonly signingSecret: string | undefined }>
  /** Throws `not_found`. `check` throws if the version or the kind is not the one that is meant. */
  update(
    place: TargetPlace,
    change: TargetChange,
    check: (target: AlertTarget) => void,
    beforeCommit?: BeforeCommit<AlertTarget>,
  ): Promise<AlertTarget>
  /** Throws `not_found`. */
  remove(place: TargetPlace, beforeCommit?: BeforeCommit<AlertTarget>): Promise<void>
  /** Throws `not_found`. */
  find(scope: string, id: string): Promise<AlertTarget>
  recipient(target: Pick<AlertTarget, 'id' | 'scope'>): Promise<Recipient>
  /** What came of the last delivery. */
  note(id: string, at: Date, outcome: string): Promise<void>
}

export interface TargetPlace {
  readonly scope: string
  readonly id: string
  readonly principal: string
}

/** Of one scope: each is told of each alert. */
const mostTargets = 50

export function createTargetStore(
  store: Store,
  vault: Vault,
  changes: Pick<ChangeFeed, 'tell'>,
): TargetStore {
  const tell = (database: Database, scope: string, id: string): Promise<void> =>
    changes.tell(database, targetTopic, scope === installation ? null : scope, id)

  const lock = async (database: Database, scope: string, id: string): Promise<AlertTarget> => {
    const row = await database
      .selectFrom('alert_targets')
      .selectAll()
      .where('scope', '=', scope)
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (row === undefined) throw noTarget(id)
    return toTarget(row)
  }

  return {
    async list(scope) {
      const rows = await store.transaction((database) =>
        database.selectFrom('alert_targets').selectAll().where('scope', '=', scope).orderBy('name').execute(),
      )
      return rows.map(toTarget)
    },
    async scopes() {
      const rows = await store.database.selectFrom('alert_targets').select('scope').distinct().execute()
      return rows.map(({ scope }) => scope)
    },
    create: (scope, { kind, address, ...setting }, principal, beforeCommit) =>
      store.transaction(async (database) => {
        const { count } = await database
          .selectFrom('alert_targets')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .where('scope', '=', scope)
          .executeTakeFirstOrThrow()
        if (Number(count) >= mostTargets) throw tooMany()
        const id = `target_${randomUUID()}`
        const row = await database
          .insertInto('alert_targets')
          .values({
            id,
            scope,
            kind,
            ...columnsOf(setting),
            address: maskAddress(kind, address),
            changed_by: principal,
          })
          .onConflict((conflict) => conflict.columns(['scope', 'name']).doNothing())
          .returningAll()
          .executeTakeFirst()
        if (row === undefined) throw taken(setting.name)
        const target = toTarget(row)
        const signingSecret = kind === 'webhook' ? newSigningSecret() : undefined
        await vault.put(placeOf(target, 'address'), address, { database })
        if (signingSecret !== undefined) {
          await vault.put(placeOf(target, 'signing'), signingSecret, { database })
        }
        await tell(database, scope, id)
        await beforeCommit?.(database, undefined, target)
        return { target, signingSecret }
      }),
    update: ({ scope, id, principal }, change, check, beforeCommit) =>
      store.transaction(async (database) => {
        const before = await lock(database, scope, id)
        check(before)
        const { address, name = before.name, severities = before.severities } = change
        const { connectors = before.connectors } = change
        if (name !== before.name) await checkName(database, scope, name)
        const row = await database
          .updateTable('alert_targets')
          .set((is) => ({
            ...columnsOf({ name, severities, connectors }),
            ...(address !== undefined && { address: maskAddress(before.kind, address) }),
            version: is('version', '+', 1),
            changed_by: principal,
            changed_at: sql<Date>`now()`,
          }))
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirstOrThrow()
        if (address !== undefined) await vault.put(placeOf(before, 'address'), address, { database })
        const after = toTarget(row)
        await beforeCommit?.(database, before, after)
        return after
      }),
    remove: ({ scope, id }, beforeCommit) =>
      store.transaction(async (database) => {
        const before = await lock(database, scope, id)
        await database.deleteFrom('alert_targets').where('id', '=', id).execute()
        const { tenant, record } = placeOf(before, 'address')
        await vault.forget(tenant, record, database)
        await tell(database, scope, id)
        await beforeCommit?.(database, before, undefined)
      }),
    async find(scope, id) {
      const row = await store.transaction((database) =>
        database
          .selectFrom('alert_targets')
          .selectAll()
          .where('scope', '=', scope)
          .where('id', '=', id)
          .executeTakeFirst(),
      )
      if (row === undefined) throw noTarget(id)
      return toTarget(row)
    },
    async recipient(target) {
      const address = await vault.get(placeOf(target, 'address'))
      if (address === undefined) throw noTarget(target.id)
      const signing = await vault.get(placeOf(target, 'signing'))
      return { address: address.text, signingSecret: signing?.text }
    },
    async note(id, at, outcome) {
      await store.database
        .updateTable('alert_targets')
        .set({ last_at: at, last_outcome: outcome })
        .where('id', '=', id)
        .execute()
    },
  }
}

/** What belongs to the installation is kept with the tenant that is always there. */
const placeOf = (
  { scope, id }: Pick<AlertTarget, 'scope' | 'id'>,
  purpose: 'address' | 'signing',
): SecretPlace => ({ tenant: scope === installation ? defaultTenant : scope, record: id, purpose })

const columnsOf = ({ name, severities, connectors }: TargetSetting) => ({
  name,
  severities: JSON.stringify(severities),
  connectors: connectors === null ? null : JSON.stringify(connectors),
})

async function checkName(database: Database, scope: string, name: string): Promise<void> {
  const other = await database
    .selectFrom('alert_targets')
    .select('id')
    .where('scope', '=', scope)
    .where('name', '=', name)
    .executeTakeFirst()
  if (other !== undefined) throw taken(name)
}

const noTarget = (id: string): Problem =>
  new Problem('not_found', {
    detail: `There is no alert target "${id}".`,
    advice: 'GET /v1/alert-targets lists the targets.',
  })

const taken = (name: string): Problem =>
  new Problem('conflict', {
    detail: `There is an alert target "${name}" already.`,
    advice: 'Choose another name, or change the one that is there with PATCH /v1/alert-targets/{id}.',
  })

const tooMany = (): Problem =>
  new Problem('conflict', {
    detail: `There are ${mostTargets} alert targets already, which is the most that there can be.`,
    advice: 'Remove one that nobody needs, or send to a place that many read.',
  })
