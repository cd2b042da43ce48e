import { Problem, Type } from '@patchbay/contract'
import type { ZohoContext } from '../context.ts'
import { ask } from '../wire/ask.ts'
import { Loose, textOf, textOrNull } from '../wire/scalars.ts'
import { bodyOf, type Draft } from './compose.ts'
import type { AttachmentInput, SentRecord } from './fields.ts'
import { findSent } from './find-sent.ts'
import { uploadAll } from './uploads.ts'

const Sent = Type.Object({
  messageId: Loose,
  mailId: Type.Optional(Loose),
})

/** How long Zoho may take to show a message in its folder; until then, not finding it proves nothing. Milliseconds. */
export const settlesWithin = 300_000

export interface Delivery {
  readonly mailbox: string
  readonly draft: Draft
  readonly attachments: readonly AttachmentInput[]
  /** The system folders where the message may be once this is done. */
  readonly folders: readonly string[]
  /**
   * Whether a message that is in none of them is nowhere. Where that is not known, one whose fate is open is not handed over
   * again. Default: yes.
   */
  readonly isConclusive?: boolean
  /** After `/messages`, for a reply. */
  readonly path?: string
  /** What the request says beside the message. */
  readonly more?: Readonly<Record<string, unknown>>
}

/**
 * Hands a message to Zoho, once. Where an earlier call with the same key of the caller has left it open whether it did,
 * that is looked for first; as long as Zoho may not show it yet, nothing is sent.
 */
export async function deliver(context: ZohoContext, delivery: Delivery): Promise<SentRecord> {
  const { http, idempotencyKey, unknownFor } = context
  const { mailbox, draft, attachments, folders, path = '', more = {} } = delivery
  if (unknownFor !== undefined && idempotencyKey !== undefined) {
    const search = await findSent(context, mailbox, folders, draft, { idempotencyKey, unknownFor })
    if ('found' in search) return recordOf(search.found, draft, true)
    if (unknownFor < settlesWithin) throw tooEarly(settlesWithin - unknownFor)
    if (delivery.isConclusive === false || !search.isComplete) throw unfindable(folders)
  }
  const uploaded = await uploadAll(context, mailbox, attachments)
  const sent = await ask(
    http,
    {
      method: 'POST',
      path: `${mailbox}/messages${path}`,
      json: {
        ...bodyOf(draft, idempotencyKey),
        ...more,
        ...(uploaded.length === 0 ? {} : { attachments: uploaded }),
      },
    },
    Sent,
  )
  return recordOf(
    { messageId: textOf(sent.messageId), internetMessageId: textOrNull(sent.mailId) },
    draft,
    false,
  )
}

const recordOf = (
  { messageId, internetMessageId }: Pick<SentRecord, 'messageId' | 'internetMessageId'>,
  { from, to, cc, subject }: Draft,
  wasThere: boolean,
): SentRecord => ({ messageId, internetMessageId, from, to: [...to], cc: [...cc], subject, wasThere })

function unfindable(folders: readonly string[]): Problem {
  return new Problem('outcome_unknown', {
    status: 409,
    detail:
      'What an earlier call with this Idempotency-Key did cannot be found out: its message is not seen in ' +
      `${folders.join(' or ')}, and may be all the same. Nothing was sent.`,
    advice: 'Look in Zoho Mail whether it is there. If it is not, send it again with a new Idempotency-Key.',
  })
}

function tooEarly(wait: number): Problem {
  return new Problem('outcome_unknown', {
    status: 409,
    detail:
      'What an earlier call with this Idempotency-Key did is not known yet: its message is not there, where Zoho may show ' +
      'it later. Nothing was sent.',
    advice:
      'Send the same call with the same key after `retryAfter` seconds: it looks again, and sends only then.',
    retryable: true,
    retryAfter: Math.ceil(wait / 1_000),
  })
}
