import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { Problem } from '@patchbay/contract'
import { apiKeyTopic } from '../access/api-keys/key-records.ts'
import { systemTimers, type Timers } from '../limits/timers.ts'
import type { Change, ChangeFeed } from '../store/change-feed.ts'
import { isStoreAway } from '../store/outages.ts'
import { tenantTopic } from '../tenants/tenants.ts'
import { HeldRun, type HeldRunParts } from './held-run.ts'
import type { FreshTask } from './run-task.ts'
import { createTaskLeases } from './task-leases.ts'
import type { TaskMetrics } from './task-metrics.ts'
import { taskTopic, type TaskRecord } from './task-records.ts'

export interface TaskRunnerParts extends Omit<HeldRunParts, 'leases'> {
  readonly changes: ChangeFeed
  readonly metrics: TaskMetrics
  readonly log: Logger
  /** Milliseconds after the death of an instance until its tasks are taken. */
  readonly lease: number
  /** Tasks at a time. */
  readonly most: number
  readonly timers?: Timers
}

/** What a new task is written with, so that this instance runs it at once. */
export interface FirstLease {
  readonly owner: string
  readonly fence: number
  readonly runs: number
  /** Milliseconds. */
  readonly lease: number
}

/** Runs tasks: those that are made here, and those that nobody runs. */
export interface TaskRunner {
  /** Undefined where this instance cannot run another one now. */
  firstLease(): FirstLease | undefined
  /** Runs a task that was written with the first lease. `since` is from before it was written. */
  begin(record: TaskRecord, fresh: FreshTask, since: number): void
  /** Takes none any more, and gives those away that another instance can begin again. */
  drain(): void
  /** Drains, and waits for the others to end. */
  close(): Promise<void>
}

/** Looks and renewals in the time of a lease. */
const beats = 5
/** Part of the lease after which nothing may be begun with it any more. */
const safePart = 0.7

export function startTaskRunner(parts: TaskRunnerParts): TaskRunner {
  const { store, changes, metrics, log, lease, most, principalOf, timers = systemTimers } = parts
  const owner = randomUUID()
  const leases = createTaskLeases(store, changes, owner, lease)
  const runs = new Map<string, HeldRun>()
  let isDraining = false
  let looking: Promise<void> | undefined
  let isLookDue = false
  let renewing: Promise<void> | undefined
  let isRenewalDue = false

  const safely = async (what: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      if (!isStoreAway(error)) log.error({ err: error }, what)
    }
  }

  const start = (record: TaskRecord, fresh: FreshTask | undefined, since: number): void => {
    const held = { id: record.id, tenant: record.tenant, owner, fence: Number(record.fence) }
    const run = new HeldRun({ ...parts, leases }, record, held, since + lease * safePart, fresh)
    runs.set(record.id, run)
    metrics.begun(record.runs > 1)
    void run.ended.then((outcome) => {
      metrics.ended(outcome)
      if (runs.get(record.id) === run) runs.delete(record.id)
      const { id, connector, operation, tenant, principal, trace_id: traceId } = record
      log.info({ task: id.slice(0, 12), connector, operation, tenant, principal, traceId, outcome }, 'task')
      if (outcome !== 'handed_over') look()
    })
  }

  const takeSome = async (): Promise<void> => {
    while (!isDraining && runs.size < most && store.availability.isUp) {
      const since = performance.now()
      const taken = await leases.take(most - runs.size)
      for (const record of taken) start(record, undefined, since)
      if (taken.length === 0) return
    }
  }

  const look = (): void => {
    if (isDraining) return
    isLookDue = true
    looking ??= (async () => {
      while (isLookDue) {
        isLookDue = false
        await safely('tasks could not be taken', takeSome)
      }
      looking = undefined
    })()
  }

  const renewAll = async (): Promise<void> => {
    const since = performance.now()
    const asked = [...runs.values()]
    const renewed = new Map((await leases.renew([...runs.keys()])).map((one) => [one.id, one]))
    for (const run of asked) {
      const still = renewed.get(run.record.id)
      // What has ended meanwhile is nobody's any more.
      if (still === undefined || still.fence !== run.held.fence) run.end({ kind: 'lost' })
      else {
        run.heldUntil = since + lease * safePart
        if (still.isCancelled) run.end({ kind: 'cancelled' })
      }
    }
  }

  const renew = (): void => {
    for (const run of runs.values()) if (performance.now() > run.heldUntil) run.end({ kind: 'lost' })
    isRenewalDue = true
    renewing ??= (async () => {
      while (isRenewalDue) {
        isRenewalDue = false
        await safely('tasks could not be held', renewAll)
      }
      renewing = undefined
    })()
  }

  const recheck = async (run: HeldRun): Promise<void> => {
    const { principal: id, principal_kind: kind, tenant, role } = run.record
    try {
      await principalOf({ id, kind, tenant, role })
    } catch (error) {
      if (Problem.is(error) && error.code === 'forbidden') run.end({ kind: 'forbidden', problem: error })
    }
  }
  const recheckAll =
    (isMeant: (run: HeldRun, change: Change) => boolean) =>
    (change: Change | undefined): void => {
      for (const run of runs.values()) if (change === undefined || isMeant(run, change)) void recheck(run)
    }

  const ends = [
    timers.every(lease / beats, () => {
      renew()
      look()
    }),
    changes.listen(taskTopic, (change) => {
      if (change === undefined || runs.has(change.key)) renew()
      look()
    }),
    changes.listen(
      apiKeyTopic,
      recheckAll(({ record }, { key }) => record.principal === key),
    ),
    changes.listen(
      tenantTopic,
      recheckAll(({ record }, { key }) => record.tenant === key),
    ),
  ]
  look()

  const drain = (): void => {
    if (isDraining) return
    isDraining = true
    for (const run of runs.values()) if (run.isRepeatable) run.end({ kind: 'handed_over' })
  }

  return {
    firstLease: () => (isDraining || runs.size >= most ? undefined : { owner, fence: 1, runs: 1, lease }),
    begin: (record, fresh, since) => start(record, fresh, since),
    drain,
    async close() {
      drain()
      await looking
      // What was taken at the last moment.
      for (const run of runs.values()) if (run.isRepeatable) run.end({ kind: 'handed_over' })
      // The leases of those that are waited for are held meanwhile.
      await Promise.all([...runs.values()].map(({ ended }) => ended))
      for (const end of ends) end()
      await renewing
    },
  }
}
