import type { ErrorSource } from '../../api/error-groups.ts'

/** What people call the sources of errors. */
export const sourceWords: Readonly<Record<ErrorSource, string>> = {
  call: 'Failed calls',
  drift: 'Answers that changed',
  renewal: 'Renewals of tokens',
  task: 'Tasks',
  quarantine: 'Connectors not loaded',
  delivery: 'Alerts not delivered',
}

export const errorSources = Object.keys(sourceWords) as readonly ErrorSource[]
