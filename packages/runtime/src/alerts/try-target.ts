import { randomUUID } from 'node:crypto'
import type { TargetKind } from './alert-target.ts'
import type { Alert } from './alert.ts'
import { NotDelivered, type Sender } from './senders/sender.ts'
import { showAlert } from './shown-alert.ts'
import type { TargetStore } from './target-store.ts'

export interface TryTargetParts {
  readonly targets: Pick<TargetStore, 'find' | 'recipient' | 'note'>
  readonly senders: Readonly<Partial<Record<TargetKind, Sender>>>
  readonly runbooks: string
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Sends a target a message that says that it is a test, once. Throws `not_found`. */
export async function tryTarget(
  { targets, senders, runbooks, now }: TryTargetParts,
  scope: string,
  id: string,
): Promise<{ readonly isDelivered: boolean; readonly outcome: string }> {
  const target = await targets.find(scope, id)
  const at = new Date(now())
  const alert = showAlert(exampleAlert(scope, at), runbooks)
  try {
    const sender = senders[target.kind]
    if (sender === undefined) throw new NotDelivered('nothing is set up here to send it by')
    const message = { id: `msg_${randomUUID()}`, type: 'alert.test' as const, alert }
    const outcome = await sender.send(await targets.recipient(target), message)
    await targets.note(id, at, outcome)
    return { isDelivered: true, outcome }
  } catch (error) {
    if (!(error instanceof NotDelivered)) throw error
    const outcome = `failed: ${error.message}`
    await targets.note(id, at, outcome)
    return { isDelivered: false, outcome }
  }
}

const exampleAlert = (scope: string, at: Date): Alert => ({
  id: `alert_${randomUUID()}`,
  scope,
  name: 'availability-burning',
  severity: 'ticket',
  connector: '',
  subject: '',
  objective: null,
  rule: null,
  burn: null,
  state: 'firing',
  summary: 'This is a test of an alert target. Nothing is wrong.',
  startedAt: at,
  resolvedAt: null,
  acknowledged: null,
})
