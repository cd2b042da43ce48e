import type { Problem } from '@patchbay/contract'
import type { AlertTarget } from '../alerts/alert-target.ts'
import type { QuarantinedConnector } from '../connectors/registry.ts'
import { installation } from '../objectives/scope.ts'
import type { TaskRecord } from '../tasks/task-records.ts'
import type { TokenOwner } from '../vendor/credentials/token-owner.ts'
import type { Occurrence } from './occurrence.ts'

/** Tokens that could not be renewed, while those that there are still do. */
export const ofRenewal = ({ tenant, connector, id }: TokenOwner, problem: Problem): Occurrence => ({
  source: 'renewal',
  series: { tenant, connector, operation: '' },
  problem,
  connection: id,
  attempts: 1,
})

/** A task that failed before or after its call, or without one. `runId` stands for the request. */
export const ofTask = (record: TaskRecord, runId: string, problem: Problem, cause: unknown): Occurrence => {
  const { tenant, connector, operation, connection, trace_id: traceId, runs } = record
  return {
    source: 'task',
    series: { tenant, connector: connector.slice(0, connector.lastIndexOf('@')), operation },
    problem,
    requestId: runId,
    traceId,
    connection,
    attempts: runs,
    cause,
  }
}

/** A connector that was not loaded, which concerns all tenants. */
export const ofQuarantine = ({ id, reference, code, reason }: QuarantinedConnector): Occurrence => ({
  source: 'quarantine',
  series: { tenant: installation, connector: id, operation: '' },
  problem: {
    code,
    message: reason,
    advice: 'Correct or update the package of the connector, and start anew.',
    upstream: undefined,
  },
  attempts: 1,
  subject: reference,
})

/** A message of an alert that did not arrive. `reason` holds no secret. */
export const ofDelivery = (target: AlertTarget, reason: string, attempts: number): Occurrence => ({
  source: 'delivery',
  series: { tenant: target.scope, connector: '', operation: '' },
  problem: {
    code: 'delivery_failed',
    message: `An alert did not arrive at the target "${target.name}" (${target.kind}): ${reason}`,
    advice: 'Check its address and that its receiver answers; POST /v1/alert-targets/:id/test tries it.',
    upstream: undefined,
  },
  attempts,
  subject: target.id,
})
