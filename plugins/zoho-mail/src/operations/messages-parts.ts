import { defineOperation, Type } from '@patchbay/contract'
import { messagePath } from '../mail/attachments.ts'
import { mailboxField, mailboxOf } from '../mail/mailbox.ts'
import { placeFields, whereItIs } from '../mail/message-place.ts'
import { scope } from '../scopes.ts'
import renderBody from '../transforms/render-body.ts'
import { vendor } from '../vendor.ts'
import { ask, fetchBytes } from '../wire/ask.ts'
import { Id } from '../wire/id.ts'
import { isObject } from '../wire/is-object.ts'

const HeaderData = Type.Object({ headerContent: Type.Unknown() })

export const headers = defineOperation(vendor, {
  title: 'Get the headers of a message',
  description:
    'The header lines of a message: how it came, `Message-ID`, `Reply-To`, `List-Unsubscribe`, results of checks. Use it to ' +
    'judge where a message is from, or for the `Date` it says, which messages.get leaves out.',
  effect: 'read',
  scopes: [scope('messages', 'READ')],
  input: Type.Object(placeFields),
  output: Type.Object({
    items: Type.Array(Type.Object({ name: Type.String(), values: Type.Array(Type.String()) })),
  }),
  cache: { ttl: '1h', tags: ['message-headers'] },
  examples: [
    {
      title: 'The headers of an invoice',
      input: { folderId: '4845214000000008014', messageId: '1781108289537154402' },
      output: {
        items: [
          { name: 'Message-ID', values: ['<1781108289537154402@mail.example>'] },
          { name: 'Date', values: ['Thu, 19 Nov 2026 14:00:00 GMT'] },
          { name: 'From', values: ['"Paper & Co." <billing@paper.example>'] },
          { name: 'To', values: ['mara@fernhill.example'] },
          { name: 'Subject', values: ['Invoice 2031'] },
          { name: 'MIME-Version', values: ['1.0'] },
        ],
      },
    },
  ],
  async run(context) {
    const { input, http } = context
    const mailbox = await mailboxOf(context)
    const { headerContent } = await whereItIs(context, mailbox, input, (place) =>
      ask(
        http,
        { method: 'GET', path: `${messagePath(mailbox, place)}/header`, query: { raw: false } },
        HeaderData,
      ),
    )
    const lines = isObject(headerContent) ? Object.entries(headerContent) : []
    return {
      items: lines.map(([name, value]) => ({
        name,
        values: [value].flat().map((one: unknown) => (typeof one === 'string' ? one : JSON.stringify(one))),
      })),
    }
  },
})

export const raw = defineOperation(vendor, {
  title: 'Get a message as it was sent',
  description:
    'The whole message as it went over the wire (RFC 5322), with all headers and encoded files, in pages of at most `limit` ' +
    'characters. For its words use messages.get, for its files attachments.download.',
  effect: 'read',
  scopes: [scope('messages', 'READ')],
  input: Type.Object({
    ...mailboxField,
    messageId: Id('The message; its folder does not matter here.'),
    limit: Type.Optional(
      Type.Integer({
        minimum: 100,
        maximum: 1_000_000,
        default: 200_000,
        description: 'Characters a page. Default: 200000.',
      }),
    ),
    cursor: Type.Optional(
      Type.String({ pattern: '^[0-9]{1,9}$', description: '`meta.next` of the page before.' }),
    ),
  }),
  output: Type.Object({
    content: Type.String(),
    start: Type.Integer({ minimum: 0, description: 'Where this part begins, in characters.' }),
    total: Type.Integer({ minimum: 0, description: 'Characters of the whole.' }),
  }),
  timeout: '2m',
  examples: [
    {
      title: 'The beginning of a message',
      input: { messageId: '1781108289537154402', limit: 100 },
      output: {
        content:
          'Message-ID: <1781108289537154402@mail.example>\r\nDate: Thu, 19 Nov 2026 14:00:00 GMT\r\nFrom: "Paper & ',
        start: 0,
        total: 309,
      },
    },
  ],
  async run(context) {
    const { messageId, limit = 200_000, cursor = '0' } = context.input
    const mailbox = await mailboxOf(context)
    const path = `${mailbox}/messages/${messageId}/originalmessage`
    const { body: bytes } = await fetchBytes(context.http, { method: 'GET', path })
    const start = Number(cursor)
    const part = await context.transform(renderBody, {
      bytes,
      format: 'original',
      images: false,
      start,
      limit,
    })
    context.report.next(part.next === undefined ? undefined : String(part.next))
    return { content: part.content, start, total: part.total }
  },
})
