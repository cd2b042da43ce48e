import type { Span, Tracing } from '../telemetry/traces/span.ts'
import type { TaskContent } from './task-contents.ts'
import type { TaskRecord } from './task-records.ts'

/**
 * The span of one run of a task. It is part of the trace of the request that made the task, by whose id it is asked
 * about, and linked to its span: the request has long been answered, which not every viewer takes a parent for.
 */
export function beginRun(
  tracing: Tracing | undefined,
  { connector, operation, tenant, trace_id: traceId, runs, created_at: createdAt }: TaskRecord,
  { trace }: TaskContent,
): Span | undefined {
  return tracing?.begin(`task ${connector.slice(0, connector.lastIndexOf('@'))}/${operation}`, {
    kind: 'consumer',
    parent: trace,
    traceId,
    ...(trace === undefined ? {} : { links: [trace] }),
    facts: {
      'patchbay.connector': connector,
      'patchbay.operation': operation,
      'patchbay.tenant': tenant,
      'patchbay.task.runs': runs,
      'patchbay.task.waited': Math.max(0, Date.now() - createdAt.getTime()) / 1_000,
    },
  })
}
