import { sql, type Selectable } from 'kysely'
import type { Store } from '../store/store.ts'
import { toAlert } from './alert-rows.ts'
import type { AlertTargetRow } from './alert-tables.ts'
import { toTarget, type AlertTarget } from './alert-target.ts'
import type { Alert, AlertState } from './alert.ts'

/** A message that this instance is to send, until its lease ends. */
export interface DueDelivery {
  readonly id: string
  readonly transition: AlertState
  /** This one included. */
  readonly attempts: number
  /** Whether the target was never told that it began: then it is not told either that it is over. */
  readonly isUntold: boolean
  readonly alert: Alert
  readonly target: AlertTarget
}

export type DeliveryEnd = 'delivered' | 'failed' | 'obsolete'

/** Messages that are to be sent, in the store: whichever instance comes first sends one, and if it dies another does. */
export interface DeliveryQueue {
  /** Takes some that are due. What is over is taken when what began is out of the way. */
  take(most: number): Promise<DueDelivery[]>
  finish(id: string, end: DeliveryEnd, outcome: string): Promise<void>
  /** Leaves it for later, in milliseconds; `isFree` if this was no attempt. */
  putOff(id: string, delay: number, outcome: string | null, isFree?: boolean): Promise<void>
}

/** `ttl` in milliseconds: how long after its death an instance still holds what it has taken. */
export function createDeliveryQueue(
  store: Pick<Store, 'database'>,
  owner: string,
  ttl: number,
): DeliveryQueue {
  const { database } = store
  const inMilliseconds = (duration: number) => sql<Date>`now() + ${duration} * interval '1 millisecond'`
  const held = (id: string) =>
    database
      .updateTable('alert_deliveries')
      .where('id', '=', id)
      .where('owner', '=', owner)
      .where('state', '=', 'pending')

  return {
    async take(most) {
      const due = database
        .selectFrom('alert_deliveries as one')
        .select('id')
        .where('state', '=', 'pending')
        .where('next_at', '<=', sql<Date>`now()`)
        .where(sql<boolean>`(lease_ends is null or lease_ends <= now())`)
        .where(
          sql<boolean>`(transition = 'firing' or not exists (
            select 1 from alert_deliveries first
            where first.alert = one.alert and first.target = one.target
              and first.transition = 'firing' and first.state = 'pending'
          ))`,
        )
        .orderBy('next_at')
        .limit(most)
        .forUpdate()
        .skipLocked()
      const taken = await database
        .updateTable('alert_deliveries')
        .set((is) => ({ owner, lease_ends: inMilliseconds(ttl), attempts: is('attempts', '+', 1) }))
        .where('id', 'in', due)
        .returning(['id', 'alert', 'target', 'transition', 'attempts'])
        .execute()
      if (taken.length === 0) return []
      const alerts = await database
        .selectFrom('alerts')
        .selectAll()
        .where(
          'id',
          'in',
          taken.map(({ alert }) => alert),
        )
        .execute()
      const targets = await database
        .selectFrom('alert_targets')
        .selectAll()
        .where(
          'id',
          'in',
          taken.map(({ target }) => target),
        )
        .execute()
      const told = await database
        .selectFrom('alert_deliveries')
        .select(['alert', 'target'])
        .where(
          'alert',
          'in',
          taken.map(({ alert }) => alert),
        )
        .where('transition', '=', 'firing')
        .where('state', '=', 'delivered')
        .execute()
      return taken.flatMap(({ id, alert: alertId, target: targetId, transition, attempts }) => {
        const alert = alerts.find((one) => one.id === alertId)
        const target: Selectable<AlertTargetRow> | undefined = targets.find((one) => one.id === targetId)
        // Whoever has removed one meanwhile has removed this with it.
        if (alert === undefined || target === undefined) return []
        const isUntold =
          transition === 'resolved' && !told.some((one) => one.alert === alertId && one.target === targetId)
        return [{ id, transition, attempts, isUntold, alert: toAlert(alert), target: toTarget(target) }]
      })
    },
    async finish(id, state, outcome) {
      await held(id).set({ state, outcome, owner: null, lease_ends: null }).execute()
    },
    async putOff(id, delay, outcome, isFree = false) {
      await held(id)
        .set((is) => ({
          next_at: inMilliseconds(delay),
          outcome,
          owner: null,
          lease_ends: null,
          ...(isFree && { attempts: is('attempts', '-', 1) }),
        }))
        .execute()
    },
  }
}
