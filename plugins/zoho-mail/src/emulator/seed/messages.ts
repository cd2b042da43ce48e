import type { Attachment, Message } from '../state.ts'

const inbox = '4845214000000008014'
const sent = '4845214000000008022'
const me = 'mara@fernhill.example'

type Given = Pick<Message, 'id' | 'from' | 'fromName' | 'subject' | 'content'> & {
  readonly at: string
} & Partial<Message>

const message = ({ at, ...given }: Given): Message => ({
  threadId: undefined,
  folderId: inbox,
  mailId: `<${given.id}@mail.example>`,
  to: [me],
  cc: [],
  bcc: [],
  receivedTime: Date.parse(at),
  isRead: true,
  flag: 'flag_not_set',
  priority: '3',
  labelIds: [],
  isArchived: false,
  attachments: [],
  ...given,
})

const encoder = new TextEncoder()

const invoice: Attachment = {
  id: '138670204810010002',
  name: 'invoice-2031.pdf',
  // Bytes that are no text, so that whoever treats them as such is seen.
  bytes: Uint8Array.from([...encoder.encode('%PDF-1.7\n'), 0, 128, 255, 254, 10, ...encoder.encode('%%EOF')]),
}

const table: Attachment = {
  id: '138670204810010006',
  name: 'hours.csv',
  bytes: encoder.encode('day,hours\n2026-11-16,6\n2026-11-17,7.5\n'),
}

const logo: Attachment = {
  id: '138670204810010004',
  name: 'logo.png',
  bytes: Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10),
  contentId: 'logo@fernhill',
}

const thread = '1781108288595155100'

const longLetter = Array.from(
  { length: 60 },
  (_, index) =>
    `<p>Paragraph ${index + 1}: what was said at the meeting about the new shelves, word for word.</p>`,
).join('')

/** The mail of the mailbox: everything about it is fixed. */
export const seededMessages = (): Message[] => [
  message({
    id: '1781108289537154100',
    at: '2026-11-20T08:12:09.531Z',
    from: 'jon@holm.example',
    fromName: 'Jon "Jonny" Holm',
    subject: 'Shelves & delivery <Tuesday>',
    content:
      '<div>Hello Mara,<br>can the shelves come on <b>Tuesday</b>?<script>alert(1)</script></div>' +
      '<div><a href="https://holm.example/order" onclick="steal()">Our order</a><img src="https://track.example/p.gif"></div>',
    threadId: thread,
    isRead: false,
    flag: 'important',
    priority: '1',
    replyTo: 'orders@holm.example',
  }),
  message({
    id: '1781108289537154200',
    at: '2026-11-20T09:40:00.000Z',
    from: me,
    fromName: 'Mara Fern',
    to: ['jon@holm.example'],
    subject: 'Re: Shelves & delivery <Tuesday>',
    content: '<div>Tuesday is fine.</div>',
    threadId: thread,
    folderId: sent,
  }),
  message({
    id: '1781108289537154300',
    at: '2026-11-20T10:05:30.000Z',
    from: 'jon@holm.example',
    fromName: 'Jon "Jonny" Holm',
    to: [me, 'sales@fernhill.example'],
    cc: ['ida@holm.example'],
    subject: 'Re: Shelves & delivery <Tuesday>',
    content: '<div>Great, thank you!</div>',
    threadId: thread,
    isRead: false,
  }),
  message({
    id: '1781108289537154402',
    at: '2026-11-19T14:00:00.000Z',
    from: 'billing@paper.example',
    fromName: 'Paper & Co.',
    subject: 'Invoice 2031',
    content: '<p>Please find our invoice attached.</p><p>Total: <b>€ 120</b></p>',
    attachments: [invoice],
    labelIds: ['4845214000000009101'],
    isRead: false,
  }),
  message({
    id: '1781108289537154504',
    at: '2026-11-18T07:30:00.000Z',
    from: 'ida@holm.example',
    fromName: 'Ida Holm',
    subject: 'Hours of last week',
    content: '<p>See the table.</p><img src="cid:logo@fernhill" alt="Logo">',
    attachments: [table, logo],
    flag: 'followup',
  }),
  message({
    id: '1781108289537154606',
    at: '2026-11-17T16:45:00.000Z',
    from: 'news@garden.example',
    fromName: 'Garden News',
    subject: 'What grows in winter',
    content: longLetter,
  }),
  message({
    id: '1781108289537154708',
    at: '2026-11-16T11:00:00.000Z',
    from: 'team@fernhill.example',
    fromName: 'Team',
    subject: 'Lunch on Friday?',
    content: '<p>Who comes along?</p>',
    labelIds: ['4845214000000009103'],
    folderId: '4845214000000009011',
  }),
  message({
    id: '1781108289537154810',
    at: '2026-11-15T03:00:00.000Z',
    from: 'win@prizes.example',
    fromName: 'Prizes',
    subject: 'You have won',
    content: '<p>Click here</p>',
    folderId: '4845214000000008024',
  }),
  message({
    id: '1781108289537154912',
    at: '2026-11-14T12:00:00.000Z',
    from: 'old@paper.example',
    fromName: 'Paper & Co.',
    subject: 'Invoice 2019',
    content: '<p>An older invoice.</p>',
    folderId: '4845214000000008026',
  }),
]
