import { defaultTenant } from '../access/principal.ts'
import type { AuditEntry, ChainPosition } from './audit-entry.ts'
import type { DatedEvent } from './link-entries.ts'
import { bySystem } from './system-event.ts'

/** What the log shows to have been done to it, when something is to be added. */
export type Harm =
  /** Its head was not written by the runtime, or is gone. */
  | 'unsealed'
  /** It is shorter than it was. */
  | 'rolled_back'

const action = 'audit.harm'

/** What is written before anything else is added to a log that was harmed. */
export const harmEvent = (harm: Harm, last: ChainPosition, lastSeen: number, time: number): DatedEvent => ({
  ...bySystem(action, defaultTenant, time),
  details: { harm, sequence: last.sequence, hash: last.hash, lastSeen },
})

export const tellsOfHarm = (entry: AuditEntry): boolean =>
  entry.action === action && entry.actorKind === 'system'
