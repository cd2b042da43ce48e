/**
 * Where errors come from, each counted by one of them alone:
 * - `call`: a call that failed, that of a task included
 * - `drift`: a call that succeeded with an answer that does not fit the schema of its operation
 * - `renewal`: tokens that could not be renewed ahead of their end, which no call waits for
 * - `task`: a task that failed before or after its call
 * - `quarantine`: a connector that could not be loaded
 * - `delivery`: a message of an alert that did not arrive
 */
export const errorSources = ['call', 'drift', 'renewal', 'task', 'quarantine', 'delivery'] as const

export type ErrorSource = (typeof errorSources)[number]
