import type { Registry as Metrics } from 'prom-client'
import type { Logger } from 'pino'
import { createAbsentPrincipal } from '../access/absent-principal.ts'
import type { CallEngine } from '../calls/call-engine.ts'
import type { AnswerForms } from '../calls/idempotency/keyed-calls.ts'
import type { SealedBodies } from '../calls/idempotency/sealed-bodies.ts'
import type { OpenCalls } from '../calls/open-calls.ts'
import { inMilliseconds } from '../configuration/durations.ts'
import type { Settings } from '../configuration/settings.ts'
import type { Registry } from '../connectors/registry.ts'
import type { ChangeFeed } from '../store/change-feed.ts'
import type { Tracing } from '../telemetry/traces/span.ts'
import type { Store } from '../store/store.ts'
import { forgetTasksRegularly } from './forget-tasks.ts'
import { createTaskContents } from './task-contents.ts'
import type { TaskFailureListener } from './held-run.ts'
import { createTaskMetrics } from './task-metrics.ts'
import { startTaskRunner } from './task-runner.ts'
import { createTasks, type Tasks } from './tasks.ts'

export interface OpenTasks extends Tasks {
  /** Begins no more, and hands over what another instance can begin again. */
  drain(): void
  /** Waits for the tasks that cannot be handed over. */
  close(): Promise<void>
}

export interface OpenTasksParts {
  readonly settings: Settings
  readonly store: Store
  readonly changes: ChangeFeed
  readonly bodies: SealedBodies
  readonly engine: CallEngine
  readonly registry: Registry
  readonly forms: AnswerForms
  readonly openCalls: OpenCalls
  readonly metrics: Metrics
  readonly tracing: Tracing | undefined
  readonly log: Logger
  readonly onFailed?: TaskFailureListener | undefined
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Composes what tasks need. */
export function openTasks(parts: OpenTasksParts): OpenTasks {
  const { settings, store, log, now, bodies } = parts
  const metrics = createTaskMetrics(parts.metrics)
  const contents = createTaskContents(bodies)
  const runner = startTaskRunner({
    ...parts,
    metrics,
    contents,
    principalOf: createAbsentPrincipal(store, now),
    resultMax: settings.taskResultMax,
    lease: inMilliseconds(settings.taskLease),
    most: settings.tasksRunningMax,
  })
  const tasks = createTasks({
    ...parts,
    metrics,
    contents,
    runner,
    ttl: inMilliseconds(settings.taskTtl),
    keyTtl: inMilliseconds(settings.idempotencyTtl),
    most: settings.tasksOpenMax,
  })
  const end = forgetTasksRegularly(store, log)
  return {
    ...tasks,
    drain: () => runner.drain(),
    async close() {
      end()
      await runner.close()
    },
  }
}
