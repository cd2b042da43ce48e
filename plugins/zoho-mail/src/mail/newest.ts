import { Type } from '@patchbay/contract'
import type { ZohoContext } from '../context.ts'
import { ask } from '../wire/ask.ts'
import { messageOf, WireRow, type MessageRecord } from './message-row.ts'

const Rows = Type.Array(WireRow)

const rowsAtOnce = 200
/** Zoho allows 30 requests a minute, and others have to have some. */
const mostPages = 5

export interface Newest {
  /** Newest first, each once. */
  readonly messages: MessageRecord[]
  /** Whether everything since then is there. */
  readonly isComplete: boolean
}

/** The messages of a folder since a moment, in milliseconds since 1970. Pages overlap where mail arrives meanwhile. */
export async function newestSince(
  { http }: Pick<ZohoContext, 'http'>,
  mailbox: string,
  folderId: string,
  since: number,
): Promise<Newest> {
  const byId = new Map<string, MessageRecord>()
  for (let page = 0; page < mostPages; page += 1) {
    const rows = await ask(
      http,
      {
        method: 'GET',
        path: `${mailbox}/messages/view`,
        query: {
          folderId,
          start: 1 + page * rowsAtOnce,
          limit: rowsAtOnce,
          sortorder: false,
          includeto: true,
        },
        effect: 'read',
      },
      Rows,
    )
    const messages = rows.map(messageOf)
    for (const message of messages) if (timeOf(message) >= since) byId.set(message.id, message)
    const last = messages.at(-1)
    if (last === undefined || rows.length < rowsAtOnce || timeOf(last) < since)
      return { messages: [...byId.values()], isComplete: true }
  }
  return { messages: [...byId.values()], isComplete: false }
}

export const timeOf = ({ receivedAt }: Pick<MessageRecord, 'receivedAt'>): number =>
  receivedAt === null ? 0 : Date.parse(receivedAt)
