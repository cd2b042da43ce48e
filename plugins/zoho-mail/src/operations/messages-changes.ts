import { defineOperation, Problem, Type } from '@patchbay/contract'
import { FolderName, folderIdOf } from '../mail/folders.ts'
import { mailboxField, mailboxOf } from '../mail/mailbox.ts'
import { MessageRecord } from '../mail/message-row.ts'
import { newestSince, timeOf } from '../mail/newest.ts'
import {
  advance,
  overlap,
  readWatermark,
  watermarkPattern,
  writeWatermark,
  type Watermark,
} from '../mail/watermark.ts'
import { scope } from '../scopes.ts'
import { vendor } from '../vendor.ts'

export const changes = defineOperation(vendor, {
  title: 'List new messages',
  description:
    'The messages that came since the last time, oldest first: send `watermark` back each time. The first call, without ' +
    'one, gives nothing but where to begin. For mailboxes without webhooks. A message may come twice, none is left out ' +
    'without a warning. Only new messages are told, not what was read, moved or deleted.',
  effect: 'read',
  scopes: [scope('messages', 'READ'), scope('folders', 'READ')],
  input: Type.Object({
    ...mailboxField,
    folder: Type.Optional(FolderName('The folder. Default: the inbox.')),
    watermark: Type.Optional(
      Type.String({
        pattern: watermarkPattern,
        description:
          '`watermark` of the answer before. One of `watermark` and `since`, or none to begin now.',
      }),
    ),
    since: Type.Optional(
      Type.String({
        format: 'date-time',
        description: 'To begin at a moment of the past, such as 2026-11-20T00:00:00Z.',
      }),
    ),
    limit: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 500,
        default: 100,
        description: 'Messages at once. Default: 100.',
      }),
    ),
  }),
  output: Type.Object({
    items: Type.Array(MessageRecord),
    watermark: Type.String({ description: 'To be sent back the next time.' }),
    hasMore: Type.Boolean({
      description: 'Whether there are more already, so that it is worth to call again at once.',
    }),
  }),
  examples: [
    {
      title: 'What came since a moment',
      input: { folder: 'spam', since: '2026-11-01T00:00:00Z' },
      output: {
        items: [
          {
            id: '1781108289537154810',
            folderId: '4845214000000008024',
            threadId: null,
            subject: 'You have won',
            summary: 'Click here',
            from: { name: 'Prizes', address: 'win@prizes.example' },
            to: [{ name: null, address: 'mara@fernhill.example' }],
            cc: [],
            receivedAt: '2026-11-15T03:00:00.000Z',
            isRead: true,
            flag: 'none',
            priority: 'normal',
            hasAttachments: false,
            size: 17,
          },
        ],
        watermark: '1794711600000.1781108289537154810',
        hasMore: false,
      },
    },
  ],
  async run(context) {
    const { input, now, report } = context
    const { watermark, since, limit = 100, folder = 'inbox' } = input
    if (watermark !== undefined && since !== undefined) {
      throw new Problem('invalid_input', {
        detail: 'Where to begin must be said once.',
        errors: [{ path: '/since', message: 'must not stand beside watermark' }],
      })
    }
    const mailbox = await mailboxOf(context)
    const folderId = await folderIdOf(context, mailbox, folder, '/folder')
    const begin = beginning(watermark, since, now)
    const { messages, isComplete } = await newestSince(context, mailbox, folderId, begin.time - overlap)
    if (watermark === undefined && since === undefined) {
      return { items: [], watermark: writeWatermark(advance(begin, messages, messages)), hasMore: false }
    }
    if (!isComplete) {
      report.partial()
      report.warning({
        code: 'older_messages_left_out',
        path: '/items',
        message: 'More came since then than can be looked at; the older of them are not told.',
      })
    }
    const isFirst = watermark === undefined
    const fresh = messages
      .filter((message) => !begin.seen.has(message.id) && (!isFirst || timeOf(message) >= begin.time))
      .toSorted((a, b) => timeOf(a) - timeOf(b))
    const items = fresh.slice(0, limit)
    return {
      items,
      watermark: writeWatermark(advance(begin, items, messages)),
      hasMore: fresh.length > items.length,
    }
  },
})

function beginning(watermark: string | undefined, since: string | undefined, now: number): Watermark {
  if (watermark !== undefined) return readWatermark(watermark)
  return { time: since === undefined ? now : Date.parse(since), seen: new Set() }
}
