import type { UndeliveredListener } from '../alerts/deliver.ts'
import type { CallEndsParts } from '../calls/call-ends.ts'
import type { DriftListener } from '../calls/perform.ts'
import type { TaskFailureListener } from '../tasks/held-run.ts'
import type { MissedRenewal } from '../vendor/credentials/token-renewal.ts'
import type { Occurrence } from './occurrence.ts'
import { ofDelivery, ofRenewal, ofTask } from './occurrences-elsewhere.ts'
import { ofCall, ofDrift } from './occurrences-of-calls.ts'

/** What the parts of the app are given, each to tell of its errors. */
export interface ErrorListeners {
  readonly ofCalls: {
    readonly onFailed: NonNullable<CallEndsParts['onFailed']>
    readonly onDrift: DriftListener
  }
  readonly ofTokens: { readonly onMissed: MissedRenewal }
  readonly ofTasks: { readonly onFailed: TaskFailureListener }
  readonly ofAlerts: { readonly onUndelivered: UndeliveredListener }
}

export const errorListeners = (note: (occurrence: Occurrence) => void): ErrorListeners => ({
  ofCalls: {
    onFailed: (call, problem, attempts, cause) => note(ofCall(call, problem, attempts, cause)),
    onDrift: (call, drift, attempts) => note(ofDrift(call, drift, attempts)),
  },
  ofTokens: { onMissed: (owner, problem) => note(ofRenewal(owner, problem)) },
  ofTasks: { onFailed: (record, runId, problem, cause) => note(ofTask(record, runId, problem, cause)) },
  ofAlerts: { onUndelivered: (target, reason, attempts) => note(ofDelivery(target, reason, attempts)) },
})
