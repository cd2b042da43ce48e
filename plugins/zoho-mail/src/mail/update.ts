import { Type } from '@patchbay/contract'
import type { ZohoContext } from '../context.ts'
import { tell } from '../wire/ask.ts'
import { Ids } from '../wire/id.ts'
import { mailboxField } from './mailbox.ts'

/** Whether single messages are meant, or conversations with all that is in them. */
export type Target = 'messages' | 'threads'

const keys = { messages: 'messageId', threads: 'threadId' } as const
const paths = { messages: '/updatemessage', threads: '/updatethread' } as const

/** The input fields of every update: what is meant, by its ids. */
export const messageIdsField = {
  ...mailboxField,
  messageIds: Ids('The messages, at most 200.'),
}

export const threadIdsField = {
  ...mailboxField,
  threadIds: Ids('The conversations, at most 200; all their messages are meant.'),
}

export const Accepted = Type.Object({
  accepted: Type.Integer({
    minimum: 0,
    description: 'How many ids Zoho has taken. It does not tell of ids that it does not know.',
  }),
})

/** One request for all of them: Zoho takes ids in batches. */
export async function update(
  { http }: Pick<ZohoContext, 'http'>,
  mailbox: string,
  target: Target,
  ids: readonly string[],
  change: { readonly mode: string } & Readonly<Record<string, unknown>>,
): Promise<{ accepted: number }> {
  await tell(http, {
    method: 'PUT',
    path: `${mailbox}${paths[target]}`,
    json: { ...change, [keys[target]]: ids },
  })
  return { accepted: ids.length }
}
