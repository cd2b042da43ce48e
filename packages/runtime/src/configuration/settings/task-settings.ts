import { Type } from '@sinclair/typebox'
import { Duration, fromEnvironment } from './setting.ts'

/** Calls that run as tasks, and outlive the connection of their caller and the instance that runs them. */
export const taskSettings = {
  taskTtl: fromEnvironment(
    'PATCHBAY_TASK_TTL',
    Duration(
      'How long a task and its result are kept from when it was made. One that changes something is not kept longer than PATCHBAY_IDEMPOTENCY_TTL.',
      '24h',
    ),
  ),
  taskTimeoutMax: fromEnvironment(
    'PATCHBAY_TASK_TIMEOUT_MAX',
    Duration('Upper bound of what an operation may set as its timeout, where it runs as a task.', '30m'),
  ),
  taskLease: fromEnvironment(
    'PATCHBAY_TASK_LEASE',
    Duration(
      'How long after the death of an instance its tasks are still taken to be run by it. After that another one goes on with them.',
      '15s',
    ),
  ),
  tasksOpenMax: fromEnvironment(
    'PATCHBAY_TASKS_OPEN_MAX',
    Type.Integer({
      description: 'Tasks of one principal that may be open at a time, waiting or running.',
      default: 20,
      minimum: 1,
    }),
  ),
  tasksRunningMax: fromEnvironment(
    'PATCHBAY_TASKS_RUNNING_MAX',
    Type.Integer({
      description: 'Tasks that one instance runs at a time. 0: it makes them and leaves them to others.',
      default: 16,
      minimum: 0,
    }),
  ),
  taskResultMax: fromEnvironment(
    'PATCHBAY_TASK_RESULT_MAX',
    Type.Integer({
      description: 'Largest result of a task, in bytes.',
      default: 67_108_864,
      minimum: 1_024,
    }),
  ),
}
