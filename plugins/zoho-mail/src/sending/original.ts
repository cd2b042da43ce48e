import { Type } from '@patchbay/contract'
import type { ZohoContext } from '../context.ts'
import { messagePath } from '../mail/attachments.ts'
import { detailsOf } from '../mail/message-place.ts'
import type { MessageRecord } from '../mail/message-row.ts'
import { WireAccount, addressesOfAccount } from '../operations/accounts.ts'
import { ask } from '../wire/ask.ts'
import { addressesOf } from '../wire/html-text.ts'
import { isObject } from '../wire/is-object.ts'

/** The message that is answered. */
export interface Original {
  readonly message: MessageRecord
  /** Where answers are to go, if its sender has said so. */
  readonly replyTo: readonly string[]
}

const HeaderData = Type.Object({ headerContent: Type.Unknown() })

/** The message that is answered, where it is now, and where it wants its answers. */
export async function originalOf(
  context: Pick<ZohoContext, 'http'>,
  mailbox: string,
  place: { readonly folderId: string; readonly messageId: string },
): Promise<Original> {
  const message = await detailsOf(context, mailbox, place)
  const path = `${messagePath(mailbox, { folderId: message.folderId, messageId: message.id })}/header`
  const { headerContent } = await ask(
    context.http,
    { method: 'GET', path, query: { raw: false }, effect: 'read' },
    HeaderData,
  )
  const lines = isObject(headerContent) ? Object.entries(headerContent) : []
  const [, value] = lines.find(([name]) => name.toLowerCase() === 'reply-to') ?? []
  const line = [value]
    .flat()
    .filter((one: unknown) => typeof one === 'string')
    .join(',')
  return { message, replyTo: addressesOf(line).map(({ address }) => address) }
}

/** The addresses of the mailbox itself, in lower case. */
export async function ownAddresses(
  context: Pick<ZohoContext, 'http'>,
  mailbox: string,
): Promise<Set<string>> {
  const account = await ask(context.http, { method: 'GET', path: mailbox, effect: 'read' }, WireAccount)
  return new Set(addressesOfAccount(account).map((one) => one.toLowerCase()))
}

/** Who gets the answer to all: whoever wrote, and all that got it, but for ourselves, each once. */
export function recipientsOfAll(
  { message, replyTo }: Original,
  own: ReadonlySet<string>,
): { readonly to: string[]; readonly cc: string[] } {
  const seen = new Set(own)
  const others = (addresses: readonly string[]): string[] =>
    addresses.filter((address) => {
      const key = address.toLowerCase()
      if (seen.has(key) || !address.includes('@')) return false
      seen.add(key)
      return true
    })
  const writer = replyTo.length === 0 ? [message.from.address] : replyTo
  const to = others([...writer, ...message.to.map(({ address }) => address)])
  const cc = others(message.cc.map(({ address }) => address))
  // Of a message to oneself nothing is left, and then oneself is meant.
  return to.length === 0 && cc.length === 0
    ? { to: [...writer], cc }
    : to.length === 0
      ? { to: cc, cc: [] }
      : { to, cc }
}

/** The subject with its mark, unless it has one. */
export function withMark(mark: 'Re' | 'Fwd', subject: string): string {
  const form = mark === 'Re' ? /^\s*re\s*:/i : /^\s*(?:fwd?|fw)\s*:/i
  return form.test(subject) ? subject : `${mark}: ${subject}`
}
