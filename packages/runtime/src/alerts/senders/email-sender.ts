import { createTransport } from 'nodemailer'
import { textOf, titleOf } from './message-text.ts'
import { NotDelivered, type Sender } from './sender.ts'

export interface EmailSender extends Sender {
  close(): void
}

export interface EmailSettings {
  /** `smtp://user:password@host:587`, or `smtps:` for TLS from the first byte. */
  readonly url: string
  readonly from: string
  /** Milliseconds for each step of a conversation with the server. */
  readonly timeout: number
}

/** Sends mail by the operator's server: the only one that is spoken to, whatever the address is. */
export function createEmailSender({ url, from, timeout }: EmailSettings): EmailSender {
  const mailer = createTransport({
    url,
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    // A message is made of plain text here; nothing of it is read from a file or fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send({ address }, message) {
      try {
        await mailer.sendMail({
          from,
          to: address,
          subject: titleOf(message),
          text: textOf(message),
          // The same each time, by which mail programs show what came twice once.
          messageId: `<${message.id}@patchbay>`,
          headers: { 'auto-submitted': 'auto-generated' },
        })
        return 'delivered: the mail server has taken it'
      } catch (error) {
        throw new NotDelivered(reasonOf(error), error)
      }
    },
    close: () => mailer.close(),
  }
}

/** What the server has said may hold anything; its code does not. */
function reasonOf(error: unknown): string {
  const { code, responseCode } = error as { readonly code?: unknown; readonly responseCode?: unknown }
  const answer = typeof responseCode === 'number' ? ` (${responseCode})` : ''
  return `the mail server did not take it: ${typeof code === 'string' ? code : 'failed'}${answer}`
}
