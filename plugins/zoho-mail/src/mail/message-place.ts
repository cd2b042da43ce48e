import { Problem } from '@patchbay/contract'
import type { ZohoContext } from '../context.ts'
import { ask } from '../wire/ask.ts'
import { Id } from '../wire/id.ts'
import { messagePath, type MessagePlace } from './attachments.ts'
import { mailboxField } from './mailbox.ts'
import { messageOf, WireRow, type MessageRecord } from './message-row.ts'

/** The input fields that name one message. */
export const placeFields = {
  ...mailboxField,
  folderId: Id(
    'The folder of the message, as the list or search that gave it says. An older one is found out.',
  ),
  messageId: Id('The message.'),
}

/** The details of a message. They are told whatever folder it was asked in, and name the one in which it is. */
export async function detailsOf(
  { http }: Pick<ZohoContext, 'http'>,
  mailbox: string,
  place: MessagePlace,
): Promise<MessageRecord> {
  const path = `${messagePath(mailbox, place)}/details`
  const row = await ask(http, { method: 'GET', path, effect: 'read' }, WireRow)
  return messageOf(row)
}

/**
 * Does something with a message where it is said to be, and where Zoho does not find it there, once more where it is: a
 * message that was moved keeps its id.
 */
export async function whereItIs<Result>(
  context: Pick<ZohoContext, 'http'>,
  mailbox: string,
  place: MessagePlace,
  work: (place: MessagePlace) => Promise<Result>,
): Promise<Result> {
  try {
    return await work(place)
  } catch (error) {
    if (!Problem.is(error) || error.code !== 'not_found') throw error
    const { folderId } = await detailsOf(context, mailbox, place).catch(() => place)
    if (folderId === place.folderId) throw error
    return work({ ...place, folderId })
  }
}
