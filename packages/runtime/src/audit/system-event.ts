import { randomUUID } from 'node:crypto'
import type { DatedEvent } from './link-entries.ts'

/** Something that the runtime does by itself. */
export function bySystem(action: string, tenant: string, time: number): DatedEvent {
  const id = randomUUID()
  return {
    id,
    time,
    tenant,
    actor: 'patchbay',
    actorKind: 'system',
    action,
    outcome: 'ok',
    // It belongs to no request.
    traceId: id,
    requestId: id,
  }
}
