import { Problem } from '@patchbay/contract'
import t, { type Test } from 'tap'
import { create as saveDraft } from '../src/operations/drafts.ts'
import { forward } from '../src/operations/forward.ts'
import { get } from '../src/operations/messages-get.ts'
import { reply, replyAll } from '../src/operations/reply.ts'
import { schedule } from '../src/operations/schedule.ts'
import { send } from '../src/operations/send.ts'
import { settlesWithin } from '../src/sending/deliver.ts'
import { findMarker, marked, markerOf } from '../src/sending/marker.ts'
import { recipientsOfAll, withMark, type Original } from '../src/sending/original.ts'
import { scheduleOf } from '../src/sending/schedule.ts'
import { run } from './support/run.ts'
import { inbox, mailbox, startZoho, type Zoho } from './support/zoho.ts'

const message = { to: ['jon@holm.example'], subject: 'Shelves', html: '<p>They come on Tuesday.</p>' }

/** Requests that sent, as the emulator has seen them. */
const sends = ({ host }: Zoho) =>
  host.journal.filter(({ method, path }) => method === 'POST' && /\/messages(?:\/\d+)?$/.test(path))

t.test('a message goes out as it was meant', async (t) => {
  const zoho = await startZoho(t)
  const { data, requests } = await run(zoho, send, {
    ...message,
    cc: ['ida@holm.example'],
    bcc: ['secret@holm.example'],
    requestReceipt: true,
  })
  t.equal(data.wasThere, false)
  t.equal(requests.length, 1, 'nothing is looked for without need')
  t.match(requests, [
    {
      effect: 'write',
      json: {
        fromAddress: 'mara@fernhill.example',
        toAddress: 'jon@holm.example',
        ccAddress: 'ida@holm.example',
        bccAddress: 'secret@holm.example',
        mailFormat: 'html',
        askReceipt: 'yes',
        content: /^<p>They come on Tuesday\.<\/p>/,
      },
    },
  ])
  const plain = await run(zoho, send, { to: message.to, text: 'Just words' })
  t.match(plain.requests, [{ json: { content: 'Just words', mailFormat: 'plaintext', askReceipt: 'no' } }])
})

t.test('what nobody would get is not sent', async (t) => {
  const zoho = await startZoho(t)
  await t.rejects(run(zoho, send, { to: [] }), { code: 'invalid_input', errors: [{ path: '/to' }] })
  await t.rejects(run(zoho, send, { ...message, text: 'both' }), { code: 'invalid_input' })
  const many = Array.from({ length: 150 }, (_, index) => `a${index}@x.example`)
  const more = many.map((one) => `b${one}`)
  const crowd = { ...message, to: many, cc: more, bcc: [...many, ...more].map((one) => `c${one}`) }
  await t.rejects(run(zoho, send, crowd), { code: 'invalid_input' })
  await t.rejects(run(zoho, send, { ...message, from: 'other@fernhill.example' }), {
    code: 'vendor_rejected',
  })
  const wrong = [{ name: 'a.txt', contentBase64: 'not base64!' }]
  await t.rejects(run(zoho, send, { ...message, attachments: wrong }), {
    code: 'invalid_input',
    errors: [{ path: '/attachments/0/contentBase64' }],
  })
  t.equal(sends(zoho).length, 1, 'but for the sender, which only Zoho knows')
})

t.test('files are uploaded before, and go along byte by byte', async (t) => {
  const zoho = await startZoho(t)
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index)
  const contentBase64 = Buffer.from(bytes).toString('base64')
  const { requests } = await run(zoho, send, {
    ...message,
    attachments: [
      { name: 'prices “new”.bin', contentBase64 },
      { folderId: inbox, messageId: '1781108289537154402', attachmentId: '138670204810010002' },
    ],
  })
  t.same(
    requests.map(({ method, effect }) => [method, effect]),
    [
      ['POST', 'idempotent'],
      ['GET', 'read'],
      ['GET', 'read'],
      ['POST', 'idempotent'],
      ['POST', 'write'],
    ],
    'only the last request does what cannot be undone',
  )
  const stored = await sentFiles(t, zoho)
  t.same(stored.get('prices “new”.bin'), bytes)
  t.equal(stored.get('invoice-2031.pdf')?.length, 19)
})

/** The files of the last message in the Sent folder. */
async function sentFiles(t: Test, zoho: Zoho): Promise<Map<string, Uint8Array>> {
  const sent = '4845214000000008022'
  const view = await zoho.ask('GET', `${mailbox}/messages/view?folderId=${sent}&limit=1`)
  const id = /"messageId":"(\d+)"/.exec(view.text)?.[1] ?? ''
  const path = `${mailbox}/folders/${sent}/messages/${id}`
  const { text } = await zoho.ask('GET', `${path}/attachmentinfo`)
  const files = new Map<string, Uint8Array>()
  for (const [, attachment = '', name = ''] of text.matchAll(
    /"attachmentId":"(\d+)","attachmentName":"([^"]*)"/g,
  )) {
    const response = await fetch(`${zoho.host.url}${path}/attachments/${attachment}`, {
      headers: { authorization: `Zoho-oauthtoken ${zoho.token()}` },
    })
    files.set(name, new Uint8Array(await response.arrayBuffer()))
  }
  t.ok(files.size > 0, 'the message has files')
  return files
}

const again = { idempotencyKey: 'one-write', unknownFor: 1_000 }

t.test('what an earlier call has sent is found, and not sent again', async (t) => {
  for (const keepsElementIds of [true, false]) {
    const zoho = await startZoho(t, { keepsElementIds })
    const { data: sent } = await run(zoho, send, message, { idempotencyKey: 'one-write' })
    const { data } = await run(zoho, send, message, again)
    t.same(data, { ...sent, wasThere: true }, 'it answers with the message that is there')
    t.equal(sends(zoho).length, 1)
    const plain = { to: message.to, subject: 'Words', text: 'Two\nlines & more' }
    const { data: words } = await run(zoho, send, plain, { idempotencyKey: 'one-write' })
    t.same((await run(zoho, send, plain, again)).data, { ...words, wasThere: true }, 'plain text as well')
    t.equal(sends(zoho).length, 2)
  }
})

t.test('what was not sent is sent once Zoho has had time to show it', async (t) => {
  const zoho = await startZoho(t)
  const early = run(zoho, send, message, again)
  await t.rejects(early, { code: 'outcome_unknown', status: 409, retryable: true, retryAfter: 299 })
  t.equal(sends(zoho).length, 0)
  const { data } = await run(zoho, send, message, { ...again, unknownFor: settlesWithin })
  t.equal(data.wasThere, false)
  t.equal(sends(zoho).length, 1)
})

t.test('only the same message is taken for it', async (t) => {
  const zoho = await startZoho(t)
  await run(zoho, send, message, { idempotencyKey: 'another-write' })
  const others = [
    message,
    { ...message, subject: 'Shelves!' },
    { ...message, to: ['ida@holm.example'] },
    { ...message, cc: ['ida@holm.example'] },
    { ...message, html: '<p>They come on Monday.</p>' },
    { ...message, from: 'sales@fernhill.example' },
  ]
  for (const other of others)
    await t.rejects(run(zoho, send, other, again), { code: 'outcome_unknown' }, 'its mark differs')
  t.equal(sends(zoho).length, 1)

  const unmarked = await startZoho(t, { keepsElementIds: false })
  await run(unmarked, send, message, { idempotencyKey: 'another-write' })
  const { data } = await run(
    unmarked,
    send,
    { ...message, html: '<p>They <i>come</i> on Tuesday.</p>' },
    again,
  )
  t.ok(data.wasThere, 'without marks the same words must do')
  for (const other of others.slice(1)) {
    await t.rejects(run(unmarked, send, other, again), { code: 'outcome_unknown' }, JSON.stringify(other))
  }
  unmarked.setTime(unmarked.time() + 3_600_000)
  await t.rejects(
    run(unmarked, send, message, again),
    { code: 'outcome_unknown' },
    'an old message is another one',
  )
})

t.test('as long as nobody can look, nothing is sent', async (t) => {
  const zoho = await startZoho(t)
  zoho.host.inject({ kind: 'failure', failure: 'unavailable', method: 'GET' })
  await t.rejects(run(zoho, send, message, { ...again, unknownFor: 10 * settlesWithin }), {
    code: 'vendor_error',
  })
  t.equal(sends(zoho).length, 0)
})

t.test('drafts and scheduled messages are found where they are', async (t) => {
  const zoho = await startZoho(t)
  const later = { ...message, when: 'next_morning' as const }
  for (const template of [false, true]) {
    const first = await run(zoho, saveDraft, { ...message, template }, { idempotencyKey: 'one-write' })
    const second = await run(zoho, saveDraft, { ...message, template }, again)
    t.same(second.data, { ...first.data, wasThere: true })
  }
  const first = await run(zoho, schedule, later, { idempotencyKey: 'one-write' })
  t.same((await run(zoho, schedule, later, again)).data, { ...first.data, wasThere: true })
  t.equal(sends(zoho).length, 3)
})

t.test('what cannot be found out is not sent again', async (t) => {
  const zoho = await startZoho(t)
  const later = { ...message, when: 'next_morning' as const }
  const late = { ...again, unknownFor: settlesWithin }
  await t.rejects(run(zoho, schedule, later, late), { code: 'outcome_unknown', retryable: false })
  t.equal(sends(zoho).length, 0, 'where a scheduled message would be is not known')
  zoho.host.inject({
    kind: 'status',
    status: 200,
    path: `${mailbox}/folders`,
    body: { status: { code: 200, description: 'success' }, data: [{ folderId: '1', folderName: 'Inbox' }] },
  })
  await t.rejects(run(zoho, send, message, late), { code: 'outcome_unknown', retryable: false })
  t.equal(sends(zoho).length, 0, 'nor is anything without a Sent folder')
})

t.test('a draft may be of an answer, to nobody yet', async (t) => {
  const zoho = await startZoho(t)
  const { requests } = await run(zoho, saveDraft, {
    text: 'Later',
    inReplyTo: '<a@b.example>',
    references: ['<x@b.example>', '<a@b.example>'],
  })
  t.match(requests, [
    { json: { mode: 'draft', inReplyTo: '<a@b.example>', refHeader: '<x@b.example> <a@b.example>' } },
  ])
})

t.test('an answer goes to whom the message names', async (t) => {
  const zoho = await startZoho(t)
  const named = await run(zoho, reply, { folderId: inbox, messageId: '1781108289537154100', text: 'Yes' })
  t.match(named.data, { to: ['orders@holm.example'], subject: 'Re: Shelves & delivery <Tuesday>' })
  t.match(named.requests.at(-1), {
    path: `${mailbox}/messages/1781108289537154100`,
    json: { action: 'reply', toAddress: 'orders@holm.example' },
  })
  const stale = await run(zoho, reply, {
    folderId: '4845214000000008026',
    messageId: '1781108289537154100',
    text: 'x',
  })
  t.equal(stale.data.wasThere, false, 'a folder of before is found out')
  const all = await run(zoho, replyAll, {
    folderId: inbox,
    messageId: '1781108289537154300',
    text: 'All',
    cc: ['tom@fernhill.example', 'IDA@holm.example'],
  })
  t.same(all.data.to, ['jon@holm.example'])
  t.same(all.data.cc, ['ida@holm.example', 'tom@fernhill.example'], 'nobody twice, and not ourselves')
})

t.test('who gets an answer to all', async (t) => {
  const person = (address: string) => ({ name: null, address })
  const original = (from: string, to: string[], cc: string[], replyTo: string[] = []): Original => ({
    replyTo,
    message: {
      ...({} as Original['message']),
      from: person(from),
      to: to.map(person),
      cc: cc.map(person),
    },
  })
  const own = new Set(['me@x.example'])
  const who = (...facts: Parameters<typeof original>) => recipientsOfAll(original(...facts), own)
  t.same(who('a@x.example', ['ME@x.example', 'b@x.example'], ['c@x.example', 'A@x.example']), {
    to: ['a@x.example', 'b@x.example'],
    cc: ['c@x.example'],
  })
  t.same(who('a@x.example', ['me@x.example'], [], ['r@x.example']), { to: ['r@x.example'], cc: [] })
  t.same(who('me@x.example', ['me@x.example'], ['c@x.example']), { to: ['c@x.example'], cc: [] })
  t.same(who('me@x.example', ['me@x.example'], []), { to: ['me@x.example'], cc: [] })
  t.equal(withMark('Re', 'RE: x'), 'RE: x')
  t.equal(withMark('Fwd', 'Re: x'), 'Fwd: Re: x')
})

t.test('a message is forwarded with its files and without what it could do', async (t) => {
  const zoho = await startZoho(t)
  const { requests } = await run(zoho, forward, {
    folderId: inbox,
    messageId: '1781108289537154402',
    to: ['tom@fernhill.example'],
    text: 'a < b\nplease',
  })
  t.match(requests.at(-1)?.json, {
    content:
      /^<div>a &lt; b<br>please<\/div>.*Forwarded message.*From: Paper &amp; Co\. &lt;billing@paper\.example&gt;/s,
    attachments: [{ attachmentName: 'invoice-2031.pdf' }],
  })
  t.equal((await sentFiles(t, zoho)).get('invoice-2031.pdf')?.at(10), 128)
  const bare = { folderId: inbox, messageId: '1781108289537154504', to: message.to, text: 'x' }
  const without = await run(zoho, forward, { ...bare, withAttachments: false })
  t.match(without.warnings, [{ code: 'inline_images_left_out' }])
  t.notHas(without.requests.at(-1)?.json, { attachments: [] })
  const evil = await run(zoho, forward, { ...bare, messageId: '1781108289537154100' })
  t.notMatch(JSON.stringify(evil.requests.at(-1)?.json), /alert|onclick/)
})

t.test('a time is told in the way of Zoho', async (t) => {
  const now = Date.parse('2026-11-22T10:00:00Z')
  t.same(scheduleOf('2026-12-01T09:30:00Z', 'Asia/Calcutta', now), {
    isSchedule: true,
    scheduleType: 6,
    timeZone: 'GMT 5.30 (India Standard Time - Asia/Calcutta)',
    scheduleTime: '12/01/2026 15:00:00',
  })
  t.match(scheduleOf('2026-12-01T09:30:00+01:00', 'America/Los_Angeles', now), {
    timeZone: 'GMT -8.00 (Pacific Standard Time - America/Los_Angeles)',
    scheduleTime: '12/01/2026 00:30:00',
  })
  for (const [at, zone, path] of [
    ['2026-11-22T09:59:59Z', 'UTC', '/sendAt'],
    ['2026-12-01T09:30:00Z', 'Mars/Olympus', '/timeZone'],
  ] as const) {
    try {
      scheduleOf(at, zone, now)
      t.fail('it is refused')
    } catch (error) {
      t.match(Problem.is(error) && error.errors, [{ path }])
    }
  }
  const zoho = await startZoho(t)
  const both = { ...message, when: 'in_one_hour' as const, sendAt: '2026-12-01T09:30:00Z' }
  await t.rejects(run(zoho, schedule, both), { code: 'invalid_input' })
  await t.rejects(run(zoho, schedule, message), { code: 'invalid_input' })
})

t.test('a mark names a write, and says nothing else', async (t) => {
  const marker = markerOf('key')
  t.match(marker, /^[0-9a-f]{32}$/)
  t.not(marker, markerOf('other'))
  t.equal(findMarker(marked('<p>x</p>', marker)), marker)
  t.equal(findMarker(`<div id="x_pb-${marker}"></div>`), marker, 'Zoho may put a word before it')
  t.equal(findMarker('<div id="other"></div>'), undefined)
  t.notMatch(marked('x', marker), /key/)
})

t.test('nobody sees the mark', async (t) => {
  const zoho = await startZoho(t)
  const { data } = await run(zoho, send, message)
  const read = await run(zoho, get, { folderId: '4845214000000008022', messageId: data.messageId })
  t.equal(read.data.body.content.trim(), 'They come on Tuesday.')
})
