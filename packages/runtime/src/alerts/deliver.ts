import type { Logger } from 'pino'
import type { Store } from '../store/store.ts'
import type { DeliveryQueue, DueDelivery } from './delivery-queue.ts'
import { NotDelivered, type Sender } from './senders/sender.ts'
import { showAlert } from './shown-alert.ts'
import { readSilences, silenceOf } from './silences.ts'
import type { AlertTarget, TargetKind } from './alert-target.ts'
import type { TargetStore } from './target-store.ts'

export interface DelivererParts {
  readonly store: Pick<Store, 'database'>
  readonly queue: DeliveryQueue
  readonly targets: Pick<TargetStore, 'recipient' | 'note'>
  readonly senders: Readonly<Partial<Record<TargetKind, Sender>>>
  readonly runbooks: string
  readonly log: Logger
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** From 0 up to 1. */
  readonly random: () => number
  readonly count: (kind: TargetKind, outcome: 'delivered' | 'failed' | 'retried') => void
  /** Told of each attempt that failed, with a reason that holds no secret. Must not throw. Default: nobody is told. */
  readonly onUndelivered?: UndeliveredListener | undefined
}

export type UndeliveredListener = (target: AlertTarget, reason: string, attempts: number) => void

const batch = 20
/** Milliseconds until what did not arrive is tried again; after the last one it is given up. Ten hours in all. */
const pauses = [5_000, 15_000, 60_000, 300_000, 900_000, 3_600_000, 10_800_000, 21_600_000]
/** Milliseconds after which it is looked whether a silence is over. */
const silencePause = 15_000

/** Sends what is due, and says how many messages it has taken. */
export function createDeliverer(parts: DelivererParts): () => Promise<number> {
  const { store, queue, targets, senders, runbooks, log, now, random, count, onUndelivered } = parts

  const send = async ({ id, transition, attempts, alert, target }: DueDelivery): Promise<void> => {
    const at = new Date(now())
    try {
      const sender = senders[target.kind]
      if (sender === undefined) throw new NotDelivered('nothing is set up here to send it by')
      const shown = showAlert(alert, runbooks)
      const outcome = await sender.send(await targets.recipient(target), {
        id,
        type: `alert.${transition}`,
        // As it was then, however late it is told.
        alert: transition === 'firing' ? { ...shown, state: 'firing', resolvedAt: null } : shown,
      })
      await queue.finish(id, 'delivered', outcome)
      await targets.note(target.id, at, outcome)
      count(target.kind, 'delivered')
    } catch (error) {
      const reason = error instanceof NotDelivered ? error.message : 'it could not be sent'
      const pause = pauses[attempts - 1]
      log.warn({ err: error, target: target.id, alert: alert.id, attempts }, 'an alert did not arrive')
      onUndelivered?.(target, reason, attempts)
      await targets.note(target.id, at, `failed: ${reason}`)
      if (pause === undefined) await queue.finish(id, 'failed', reason)
      // Not all at the same moment, once a receiver is back.
      else await queue.putOff(id, pause * (0.75 + random() / 2), reason)
      count(target.kind, pause === undefined ? 'failed' : 'retried')
    }
  }

  return async () => {
    const due = await queue.take(batch)
    if (due.length === 0) return 0
    const scopes = [...new Set(due.map(({ alert }) => alert.scope))]
    const silences = await readSilences(store.database, scopes, new Date(now()))
    await Promise.all(
      due.map(async (delivery) => {
        const { id, transition, isUntold, attempts, alert } = delivery
        const isLate = transition === 'firing' && attempts === 1 && alert.state === 'resolved'
        if (isUntold || isLate) await queue.finish(id, 'obsolete', 'it was over before it was told')
        else if (silenceOf(alert, silences) !== undefined) await queue.putOff(id, silencePause, null, true)
        else await send(delivery)
      }),
    )
    return due.length
  }
}
