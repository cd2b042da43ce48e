import { Type } from '@patchbay/contract'
import type { ZohoContext } from '../context.ts'
import { messagePath } from '../mail/attachments.ts'
import { findFolder, foldersOf } from '../mail/folders.ts'
import { plainText } from '../mail/html.ts'
import type { MessageRecord } from '../mail/message-row.ts'
import { newestSince } from '../mail/newest.ts'
import { ask } from '../wire/ask.ts'
import type { Draft } from './compose.ts'
import { findMarker, markerOf } from './marker.ts'

const Content = Type.Object({ content: Type.Optional(Type.String()) })
const Headers = Type.Object({ headerContent: Type.Optional(Type.Unknown()) })

/** How long a call may have run before its outcome became unknown, with room for clocks that differ. Milliseconds. */
const longestCall = 600_000

/** A message that an earlier call has left. */
export interface FoundMessage {
  readonly messageId: string
  readonly internetMessageId: string | null
}

/** The message, or whether all that there is was looked through. */
export type Search = { readonly found: FoundMessage } | { readonly isComplete: boolean }

/**
 * Looks in system folders for the message of an earlier call: the same sender, recipients and subject, from the time of
 * that call, and with the mark of the write. Where Zoho has kept no mark at all, the same words must do.
 */
export async function findSent(
  context: Pick<ZohoContext, 'http' | 'now'>,
  mailbox: string,
  systems: readonly string[],
  draft: Draft,
  { idempotencyKey, unknownFor }: { readonly idempotencyKey: string; readonly unknownFor: number },
): Promise<Search> {
  const folders = await foldersOf(context, mailbox)
  const since = context.now - unknownFor - longestCall
  let isComplete = true
  for (const system of systems) {
    const folder = findFolder(folders, system)
    const newest = folder === undefined ? undefined : await newestSince(context, mailbox, folder.id, since)
    if (newest?.isComplete !== true) isComplete = false
    for (const row of newest?.messages ?? []) {
      if (isAlike(row, draft) && (await isSame(context, mailbox, row, draft, idempotencyKey))) {
        return { found: { messageId: row.id, internetMessageId: await internetIdOf(context, mailbox, row) } }
      }
    }
  }
  return { isComplete }
}

const asSet = (addresses: readonly string[]): string =>
  [...new Set(addresses.map((one) => one.toLowerCase()))].toSorted().join()

const inOneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

function isAlike({ subject, to, cc, from }: MessageRecord, draft: Draft): boolean {
  return (
    inOneLine(subject) === inOneLine(draft.subject) &&
    from.address.toLowerCase() === draft.from.toLowerCase() &&
    asSet(to.map(({ address }) => address)) === asSet(draft.to) &&
    asSet(cc.map(({ address }) => address)) === asSet(draft.cc)
  )
}

async function isSame(
  { http }: Pick<ZohoContext, 'http'>,
  mailbox: string,
  { folderId, id }: MessageRecord,
  draft: Draft,
  idempotencyKey: string,
): Promise<boolean> {
  const path = `${messagePath(mailbox, { folderId, messageId: id })}/content`
  const { content = '' } = await ask(
    http,
    { method: 'GET', path, query: { includeBlockContent: true }, effect: 'read' },
    Content,
  )
  const marker = findMarker(content)
  if (marker !== undefined) return marker === markerOf(idempotencyKey)
  const words = draft.isHtml ? plainText(draft.content) : draft.content
  return inOneLine(plainText(content)) === inOneLine(words)
}

async function internetIdOf(
  { http }: Pick<ZohoContext, 'http'>,
  mailbox: string,
  { folderId, id }: MessageRecord,
): Promise<string | null> {
  const path = `${messagePath(mailbox, { folderId, messageId: id })}/header`
  const { headerContent } = await ask(
    http,
    { method: 'GET', path, query: { raw: false }, effect: 'read' },
    Headers,
  )
  const values = Object.entries(Object(headerContent) as Record<string, unknown>)
  const [, value] = values.find(([name]) => name.toLowerCase() === 'message-id') ?? []
  const first: unknown = [value].flat()[0]
  return typeof first === 'string' ? first : null
}
