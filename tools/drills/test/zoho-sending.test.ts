import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { client, openMailbox } from '../src/zoho/open-mailbox.ts'

const sending = /\/messages$/
const message = { to: ['jon@holm.example'], subject: 'Shelves', html: '<p>They come on Tuesday.</p>' }

interface Body {
  readonly code?: string
  readonly retryable?: boolean
  readonly advice?: string
  readonly retryAfter?: number
  readonly data?: { readonly messageId: string; readonly wasThere: boolean }
}

async function open(t: Test) {
  const mailbox = await openMailbox()
  t.teardown(() => mailbox.close())
  const connected = await mailbox.connect('mara', 'refreshToken', client)
  t.equal(connected.status, 201, connected.text)
  const call = async (operation: string, input: object, key?: string) => {
    const headers = {
      'patchbay-connection': 'mara',
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    }
    const answer = await mailbox.app.call(`zoho-mail/${operation}`, input, headers)
    return { ...answer, body: JSON.parse(answer.text) as Body }
  }
  const sent = (): number =>
    mailbox.seen().filter(({ method, path }) => method === 'POST' && sending.test(path)).length
  return { ...mailbox, call, send: (input: object, key?: string) => call('messages.send', input, key), sent }
}

t.test('a message whose answer was lost is found by the next call, and goes out once', async (t) => {
  const { proxy, send, sent } = await open(t)
  proxy.cutNext('POST', sending, 'after')
  const lost = await send(message, 'one')
  t.match(lost.body, { code: 'outcome_unknown', retryable: true, advice: /the same Idempotency-Key/ })
  t.equal(sent(), 1, 'Zoho has it')
  const found = await send(message, 'one')
  t.equal(found.status, 200, found.text)
  t.match(found.body, { data: { messageId: /^\d{19}$/, wasThere: true } })
  t.equal(sent(), 1)
  const again = await send(message, 'one')
  t.equal(again.text, found.text, 'from then on it is the answer of the key')
  t.equal(again.headers.get('idempotency-replayed'), 'true')
  t.equal(sent(), 1, 'nothing was sent twice')
  t.match((await send({ ...message, subject: 'Other' }, 'one')).body, { code: 'idempotency_mismatch' })
})

t.test('a message that never arrived goes out once that is certain', async (t) => {
  const { proxy, send, sent, store } = await open(t)
  proxy.cutNext('POST', sending, 'before')
  t.match((await send(message, 'one')).body, { code: 'outcome_unknown' })
  for (let time = 0; time < 2; time += 1) {
    const early = await send(message, 'one')
    t.equal(early.status, 409)
    t.match(early.body, { code: 'outcome_unknown', retryable: true })
    t.ok((early.body.retryAfter ?? 0) > 200, 'Zoho may show it later')
  }
  t.equal(sent(), 0)
  await sql`update idempotency_records set lease_ends = lease_ends - interval '10 minutes'`.execute(
    store.database,
  )
  const later = await send(message, 'one')
  t.match(later.body, { data: { wasThere: false } }, later.text)
  t.equal(sent(), 1)
  t.equal((await send(message, 'one')).text, later.text)
  t.equal(sent(), 1)
})

t.test('a message that is lost a second time is not sent a third time', async (t) => {
  const { proxy, send, sent, store } = await open(t)
  proxy.cutNext('POST', sending, 'before')
  await send(message, 'one')
  await sql`update idempotency_records set lease_ends = lease_ends - interval '10 minutes'`.execute(
    store.database,
  )
  proxy.cutNext('POST', sending, 'after')
  t.match((await send(message, 'one')).body, { code: 'outcome_unknown' })
  t.equal(sent(), 1)
  t.match((await send(message, 'one')).body, { data: { wasThere: true } })
  t.equal(sent(), 1)
})

t.test('as long as the Sent folder cannot be read, nothing is sent', async (t) => {
  const { proxy, send, sent } = await open(t)
  proxy.cutNext('POST', sending, 'after')
  await send(message, 'one')
  proxy.cutNext('GET', /\/folders$/, 'before')
  t.match((await send(message, 'one')).body, { code: 'vendor_error' })
  proxy.cutNext('GET', /\/content$/, 'after')
  t.match((await send(message, 'one')).body, { code: 'vendor_error' })
  t.match((await send(message, 'one')).body, { data: { wasThere: true } })
  t.equal(sent(), 1)
})

t.test('of many calls that come back at once, one looks', async (t) => {
  const { proxy, send, sent } = await open(t)
  proxy.cutNext('POST', sending, 'after')
  await send(message, 'one')
  const answers = await Promise.all(Array.from({ length: 8 }, () => send(message, 'one')))
  for (const { status, body } of answers) {
    if (status === 200) t.match(body, { data: { wasThere: true } })
    else t.match(body, { code: 'conflict', retryable: true })
  }
  t.ok(answers.some(({ status }) => status === 200))
  t.equal(sent(), 1)
})

t.test('another key is another message, and none at all is none of these', async (t) => {
  const { proxy, send, sent } = await open(t)
  proxy.cutNext('POST', sending, 'after')
  t.match((await send(message, 'one')).body, { code: 'outcome_unknown' })
  t.match((await send(message, 'two')).body, { data: { wasThere: false } }, 'the same words, meant twice')
  t.equal(sent(), 2)
  const found = await send(message, 'one')
  t.match(found.body, { data: { wasThere: true } })
  const other = await send(message, 'two')
  t.not(found.body.data?.messageId, other.body.data?.messageId, 'each key has its own message')
  t.match((await send(message)).body, { data: { wasThere: false } })
  t.equal(sent(), 3)
})

t.test('a file that was lost on the way leaves nothing open', async (t) => {
  const { proxy, send, sent } = await open(t)
  const attachments = [{ name: 'a.txt', contentBase64: 'YWJj' }]
  proxy.cutNext('POST', /\/messages\/attachments$/, 'after')
  t.match((await send({ ...message, attachments }, 'one')).body, { code: 'vendor_error', retryable: true })
  t.equal(sent(), 0)
  t.match((await send({ ...message, attachments }, 'one')).body, { data: { wasThere: false } })
  t.equal(sent(), 1)
})

t.test('answers, drafts and forwarded messages are found as well', async (t) => {
  const { proxy, call, seen } = await open(t)
  const place = { folderId: '4845214000000008014', messageId: '1781108289537154300' }
  const cases = [
    ['messages.reply', { ...place, text: 'Yes' }, /\/messages\/\d+$/],
    ['messages.reply_all', { ...place, html: '<p>All</p>' }, /\/messages\/\d+$/],
    ['messages.forward', { ...place, to: ['tom@fernhill.example'], text: 'See' }, sending],
    ['drafts.create', { ...message, subject: 'Draft' }, sending],
  ] as const
  for (const [operation, input, path] of cases) {
    const before = seen().filter(({ method }) => method === 'POST').length
    proxy.cutNext('POST', path, 'after')
    t.match((await call(operation, input, operation)).body, { code: 'outcome_unknown' }, operation)
    t.match((await call(operation, input, operation)).body, { data: { wasThere: true } }, operation)
    const after = seen().filter(
      ({ method, path: at }) => method === 'POST' && !at.startsWith('/oauth'),
    ).length
    t.ok(after - before <= 1, `${operation} has acted once`)
  }
})
