import type { ShownAlert } from '../shown-alert.ts'

/** What somebody is told. */
export interface AlertMessage {
  /** The same each time that it is sent, so that a receiver can tell that it has had it. */
  readonly id: string
  readonly type: 'alert.firing' | 'alert.resolved' | 'alert.test'
  readonly alert: ShownAlert
}

/** How to reach somebody; taken from the vault for one message. */
export interface Recipient {
  readonly address: string
  /** Of webhooks. */
  readonly signingSecret: string | undefined
}

/** What sends messages of one kind. */
export interface Sender {
  /** Says what came of it. Rejects with `NotDelivered`. */
  send(recipient: Recipient, message: AlertMessage): Promise<string>
}

/** Why a message did not arrive, in words without a secret. */
export class NotDelivered extends Error {
  constructor(reason: string, cause?: unknown) {
    super(reason, { cause })
    this.name = 'NotDelivered'
  }
}
