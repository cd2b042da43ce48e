import type { Problem } from '@patchbay/contract'
import type { SharedKey } from '../shared-state/shared-key.ts'
import type { BucketRule, Take } from '../shared-state/shared-limits.ts'
import type { MaybePromise } from '../shared-state/shared-state.ts'
import { capacityOf, ratePerMillisecond } from './learned-rules.ts'
import type { Demand } from './leases.ts'
import type { Admission, Refusal, WaitOptions } from './limiter.ts'
import type { Timers } from './timers.ts'
import type { Line, Waiter } from './waiter.ts'
import { WaitingLine } from './waiting-line.ts'

/** Where calls wait for buckets that have too little. */
export interface WaitingRoom {
  /** Whether nobody waits for anything. */
  readonly isEmpty: boolean
  waiting(key: SharedKey): number
  /** Whether one must wait behind others: the answer to it; undefined if nobody waits for any of these. */
  behindOthers(takes: readonly Take[], options: WaitOptions): MaybePromise<Admission> | undefined
  /** Waits because of this refusal, if that fits; else the refusal. */
  enter(takes: readonly Take[], options: WaitOptions, refusal: Refusal): MaybePromise<Admission>
  /** Something may have become free. */
  wake(key: SharedKey): void
  close(): void
}

export interface WaitingRoomParts {
  readonly attempt: (
    takes: readonly Take[],
    gate: SharedKey | undefined,
    demand: Demand,
  ) => MaybePromise<Admission>
  /** Undoes an admission that nobody waits for any more. */
  readonly giveBack: (takes: readonly Take[]) => void
  readonly ruleOf: (key: SharedKey, declared: BucketRule) => BucketRule
  readonly instances: () => number
  readonly now: () => number
  readonly timers: Timers
  /** Most that wait for one bucket. */
  readonly mostWaiting: number
  /** Milliseconds after which a hold is asked for again; one that another instance releases is not heard of. */
  readonly holdPoll: number
}

const patienceOf = ({ deadline, share = 1 }: WaitOptions): number => deadline.left * share

export function createWaitingRoom(parts: WaitingRoomParts): WaitingRoom {
  const { attempt, giveBack, ruleOf, instances, now, timers, mostWaiting, holdPoll } = parts
  const lines = new Map<SharedKey, Line>()

  /** When to try again: a hold may be released long before it runs out. */
  const retryIn = (takes: readonly Take[], { take, wait }: Refusal): number =>
    takes[take]?.rule.kind === 'concurrency' ? Math.min(wait, holdPoll) : wait
  const fits = (takes: readonly Take[], { take, wait }: Refusal, patience: number): boolean => {
    if (patience <= 0 || wait === Infinity) return false
    return takes[take]?.rule.kind === 'concurrency' || wait <= patience
  }

  const lineOf = (key: SharedKey, refusal: Refusal): Line => {
    let line = lines.get(key)
    if (line === undefined) {
      line = {
        key,
        waiters: new WaitingLine(),
        refusal,
        wakesAt: 0,
        isServing: false,
        cancelTimer: undefined,
      }
      lines.set(key, line)
    }
    return line
  }

  const wakeIn = (line: Line, delay: number): void => {
    line.cancelTimer?.()
    line.wakesAt = now() + delay
    line.cancelTimer = timers.after(Math.max(1, Math.ceil(delay)), () => void serve(line))
  }

  const close = (line: Line): void => {
    line.cancelTimer?.()
    if (lines.get(line.key) === line) lines.delete(line.key)
  }

  const leave = (line: Line, waiter: Waiter, admission: Admission): void => {
    line.waiters.remove(waiter, true)
    waiter.leave(admission)
  }

  /** Lets those go whose turn it is, until one has to wait. */
  const serve = async (line: Line): Promise<void> => {
    if (line.isServing) return
    line.isServing = true
    line.cancelTimer?.()
    for (let waiter = line.waiters.head; waiter !== undefined; waiter = line.waiters.head) {
      const { takes, options } = waiter
      const attempted = attempt(takes, options.gate, { key: line.key, cost: line.waiters.cost })
      const admission = attempted instanceof Promise ? await attempted : attempted
      if (waiter.isGone) {
        if (admission.admitted) giveBack(takes)
        continue
      }
      if (admission.admitted) {
        leave(line, waiter, { ...admission, waited: now() - waiter.since, waitedFor: waiter.take })
        continue
      }
      if (!fits(takes, admission, waiter.until - now())) {
        leave(line, waiter, admission)
        continue
      }
      const key = takes[admission.take]?.key ?? options.gate
      if (key !== undefined && key !== line.key) {
        line.waiters.remove(waiter, true)
        join(lineOf(key, admission), waiter, admission, true)
        continue
      }
      line.refusal = admission
      wakeIn(line, Math.min(retryIn(takes, admission), waiter.until - now()))
      break
    }
    line.isServing = false
    if (line.waiters.size === 0) close(line)
  }

  const join = (line: Line, waiter: Waiter, refusal: Refusal, isFirst: boolean): void => {
    const isNew = line.waiters.size === 0
    places.set(waiter, line)
    if (isFirst) line.waiters.addFirst(waiter)
    else line.waiters.add(waiter)
    if (isFirst || isNew) {
      line.refusal = refusal
      if (!line.isServing) wakeIn(line, Math.min(retryIn(waiter.takes, refusal), waiter.until - now()))
    }
  }
  const places = new WeakMap<Waiter, Line>()

  const wait = (
    line: Line,
    takes: readonly Take[],
    options: WaitOptions,
    refusal: Refusal,
  ): Promise<Admission> =>
    new Promise((resolve, reject) => {
      const { deadline } = options
      const since = now()
      const onAbort = (reason: Problem): void => {
        waiter.isGone = true
        const place = places.get(waiter) as Line
        place.waiters.remove(waiter, false)
        if (place.waiters.size === 0 && !place.isServing) close(place)
        // Time that ran out while it waited is the limit's doing, not the vendor's.
        if (reason.code === 'vendor_timeout') resolve({ ...place.refusal, reason: 'spent' })
        else reject(reason)
      }
      const waiter: Waiter = {
        fairKey: options.fairKey,
        cost: takes.find(({ key }) => key === line.key)?.cost ?? 1,
        take: refusal.take,
        takes,
        options,
        since,
        until: since + patienceOf(options),
        isGone: false,
        leave(admission) {
          waiter.isGone = true
          deadline.offAbort(onAbort)
          resolve(admission)
        },
      }
      join(line, waiter, refusal, false)
      deadline.onAbort(onAbort)
    })

  /** What one who comes now would be told, as far as the line ahead lets foresee. */
  const foresee = (line: Line, takes: readonly Take[], take: number, fairKey: string): Refusal => {
    const { waiters, refusal, wakesAt } = line
    const { left } = refusal
    const first = Math.max(0, wakesAt - now())
    const wanted = takes[take]
    if (wanted === undefined) return { ...refusal, take, wait: first }
    const rule = ruleOf(wanted.key, wanted.rule)
    if (wanted.cost > capacityOf(rule))
      return { admitted: false, take, left, wait: Infinity, reason: 'spent' }
    const rate = ratePerMillisecond(rule) / instances()
    const ahead = rate > 0 ? (waiters.costUntil(fairKey, wanted.cost) - (waiters.head?.cost ?? 0)) / rate : 0
    const isCrowded = waiters.size >= mostWaiting
    return {
      admitted: false,
      take,
      left,
      wait: Math.ceil(first + ahead),
      reason: isCrowded ? 'crowded' : refusal.reason,
    }
  }

  return {
    get isEmpty() {
      return lines.size === 0
    },
    waiting: (key) => lines.get(key)?.waiters.size ?? 0,
    behindOthers(takes, options) {
      for (let take = -1; take < takes.length; take += 1) {
        const key = take < 0 ? options.gate : takes[take]?.key
        const line = key === undefined ? undefined : lines.get(key)
        if (line === undefined) continue
        const refusal = foresee(line, takes, take, options.fairKey)
        const isHopeless = refusal.reason === 'crowded' || !fits(takes, refusal, patienceOf(options))
        return isHopeless ? refusal : wait(line, takes, options, { ...line.refusal, take })
      }
      return undefined
    },
    enter(takes, options, refusal) {
      const key = takes[refusal.take]?.key ?? options.gate
      if (key === undefined || !fits(takes, refusal, patienceOf(options))) return refusal
      const line = lineOf(key, refusal)
      if (line.waiters.size >= mostWaiting) return { ...refusal, reason: 'crowded' }
      return wait(line, takes, options, refusal)
    },
    wake(key) {
      const line = lines.get(key)
      if (line !== undefined) void serve(line)
    },
    close() {
      for (const line of lines.values()) line.cancelTimer?.()
      lines.clear()
    },
  }
}
