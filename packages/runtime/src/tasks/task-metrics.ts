import { Counter, Gauge, type Registry } from 'prom-client'
import { taskStates } from './task.ts'

/** What tasks report. */
export interface TaskMetrics {
  created(): void
  /** Begun by this instance; `isTakenUp` if another one, or an earlier start, had begun it before. */
  begun(isTakenUp: boolean): void
  /** `outcome` is its state, or what else became of the run. */
  ended(outcome: TaskRunOutcome): void
}

const outcomes = [...taskStates.filter((state) => state !== 'working'), 'handed_over', 'lost'] as const

/** What became of one run of a task. */
export type TaskRunOutcome = (typeof outcomes)[number]

export function createTaskMetrics(registry: Registry): TaskMetrics {
  const created = new Counter({
    name: 'patchbay_tasks_created_total',
    help: 'Tasks that were made.',
    registers: [registry],
  })
  const takenUp = new Counter({
    name: 'patchbay_tasks_taken_up_total',
    help: 'Tasks that this instance has gone on with after another one, or an earlier start, had begun them.',
    registers: [registry],
  })
  const running = new Gauge({
    name: 'patchbay_tasks_running',
    help: 'Tasks that this instance runs.',
    registers: [registry],
  })
  const ended = new Counter({
    name: 'patchbay_task_runs_total',
    help: 'Runs of tasks that have ended here, by outcome: lost ones go on at another instance.',
    labelNames: ['outcome'],
    registers: [registry],
  })
  const bound = Object.fromEntries(outcomes.map((outcome) => [outcome, ended.labels(outcome)])) as Record<
    TaskRunOutcome,
    Counter.Internal
  >
  return {
    created: () => created.inc(),
    begun(isTakenUp) {
      running.inc()
      if (isTakenUp) takenUp.inc()
    },
    ended(outcome) {
      running.dec()
      bound[outcome].inc()
    },
  }
}
