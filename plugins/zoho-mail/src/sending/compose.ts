import { Problem } from '@patchbay/contract'
import type { ZohoContext } from '../context.ts'
import { WireAccount, addressesOfAccount } from '../operations/accounts.ts'
import { ask } from '../wire/ask.ts'
import { marked, markerOf } from './marker.ts'

/** A message as it is to be sent. */
export interface Draft {
  readonly from: string
  readonly to: readonly string[]
  readonly cc: readonly string[]
  readonly bcc: readonly string[]
  readonly subject: string
  readonly content: string
  readonly isHtml: boolean
}

export interface ComposeInput {
  readonly from?: string
  readonly to: readonly string[]
  readonly cc?: readonly string[]
  readonly bcc?: readonly string[]
  readonly subject?: string
  readonly html?: string
  readonly text?: string
}

/** The sender of a call that names none. */
export async function senderOf(
  { config, http }: Pick<ZohoContext, 'config' | 'http'>,
  mailbox: string,
  named: string | undefined,
): Promise<string> {
  const given = named ?? config.fromAddress
  if (given !== undefined) return given
  const account = await ask(http, { method: 'GET', path: mailbox, effect: 'read' }, WireAccount)
  const [main] = addressesOfAccount(account)
  if (main !== undefined) return main
  throw new Problem('invalid_input', {
    detail: 'Zoho does not say which address the mailbox sends from.',
    errors: [{ path: '/from', message: 'is required here' }],
  })
}

/** The words of a message, which are either HTML or text. */
export function contentOf({
  html,
  text,
}: Pick<ComposeInput, 'html' | 'text'>): Pick<Draft, 'content' | 'isHtml'> {
  if (html !== undefined && text !== undefined) {
    throw new Problem('invalid_input', {
      detail: 'A message is sent as HTML or as text, not as both.',
      errors: [{ path: '/text', message: 'must not stand beside html' }],
    })
  }
  return html === undefined ? { content: text ?? '', isHtml: false } : { content: html, isHtml: true }
}

/** Throws `invalid_input` where nobody would get the message. */
export function checkRecipients({ to, cc = [], bcc = [] }: Pick<ComposeInput, 'to' | 'cc' | 'bcc'>): void {
  if (to.length === 0) {
    throw new Problem('invalid_input', {
      detail: 'Zoho sends nothing without a recipient in `to`.',
      errors: [{ path: '/to', message: 'must name somebody' }],
    })
  }
  const all = [...to, ...cc, ...bcc].map((one) => one.toLowerCase())
  if (new Set(all).size > 500) {
    throw new Problem('invalid_input', {
      detail: 'Zoho takes 500 recipients at the most, and fewer outside the organization.',
      errors: [{ path: '/to', message: 'has too many recipients, with cc and bcc' }],
    })
  }
}

/** The body of a request that sends, drafts or schedules. */
export function bodyOf(draft: Draft, idempotencyKey: string | undefined): Record<string, unknown> {
  const { from, to, cc, bcc, subject, content, isHtml } = draft
  return {
    fromAddress: from,
    toAddress: to.join(','),
    ...(cc.length === 0 ? {} : { ccAddress: cc.join(',') }),
    ...(bcc.length === 0 ? {} : { bccAddress: bcc.join(',') }),
    subject,
    content: isHtml && idempotencyKey !== undefined ? marked(content, markerOf(idempotencyKey)) : content,
    mailFormat: isHtml ? 'html' : 'plaintext',
    encoding: 'UTF-8',
  }
}
