import t from 'tap'
import { redactionMark } from '../../src/telemetry/redaction/redactor.ts'
import { expectProblem } from '../support/expect-problem.ts'
import { adminKey } from '../support/open-app.ts'
import { openProbe } from '../support/open-probe.ts'
import { answerJson } from '../support/start-vendor.ts'

const secret = 'p@ss/word+"quoted"=&ünï'

const formsOf = (text: string): string[] => [
  text,
  encodeURIComponent(text),
  Buffer.from(text).toString('base64'),
  Buffer.from(text).toString('base64url'),
]

t.test('no secret is in a log line or a problem, however it got there', async (t) => {
  const { vendor, call, post, lines, get } = await openProbe(t, answerJson({ ok: true }), {
    connection: { credentials: { key: secret } },
  })
  const seen: string[] = []
  const collect = async (answer: Promise<{ text: string; headers: object }>): Promise<string> => {
    const { text, headers } = await answer
    seen.push(text, JSON.stringify(headers))
    return text
  }
  for (const form of [...formsOf(secret), adminKey]) {
    vendor.answerWith(answerJson({ echoed: form, header: `Key ${form}` }, 422))
    t.match(await collect(call('items.add')), redactionMark, 'a vendor that repeats it in its refusal')
    await collect(call('faults.cause', { kind: 'log', text: form }))
    await collect(call('items.get', { [form]: 1 }))
    await collect(
      post('/v1/connectors/probe/items.get', {}, { 'patchbay-connection': encodeURIComponent(form) }),
    )
    await collect(get(`/v1/connectors/${encodeURIComponent(form)}`))
  }
  await collect(get('/v1/connections'))
  await collect(get('/v1/connectors/probe'))
  await collect(get('/metrics'))
  const everything =
    seen.join('\n') +
    lines()
      .map((line) => JSON.stringify(line))
      .join('\n')
  for (const form of [...formsOf(secret), adminKey]) t.notOk(everything.includes(form), `${form} is nowhere`)
  t.ok(lines().some((line) => JSON.stringify(line).includes(redactionMark)))
})

t.test('the credential is sent as its kind of authentication says, and cannot be replaced', async (t) => {
  const key = 'vendor-secret-key'
  const inHeader = await openProbe(t, answerJson({ ok: true }))
  const headers = { 'X-API-Key': 'forged', 'x-api-key': 'forged', Accept: 'text/csv', 'X-Other': '1' }
  t.equal((await inHeader.call('items.send', { headers })).status, 200)
  const sent = inHeader.vendor.requests[0]?.headers
  t.equal(sent?.['x-api-key'], `Key ${key}`)
  t.equal(sent?.accept, 'text/csv')
  t.equal(sent?.['x-other'], '1')
  t.match(sent?.['user-agent'], /^patchbay/)

  const inQuery = await openProbe(t, answerJson({ ok: true }), { connection: { auth: 'query' } })
  await inQuery.call('items.send', { text: 'a&b=c ü' })
  t.equal(inQuery.vendor.requests[0]?.url, `/items?text=a%26b%3Dc%20%C3%BC&yes=true&api%20key=${key}`)
  t.notOk(inQuery.vendor.requests[0]?.headers['x-api-key'])
})

t.test('a header that the connector may not set is its own bug', async (t) => {
  const { vendor, call } = await openProbe(t, answerJson({ ok: true }))
  const forbidden = [
    { host: 'elsewhere.example' },
    { Connection: 'close' },
    { 'Content-Length': '5' },
    { 'Transfer-Encoding': 'chunked' },
    { 'x-broken': 'a\r\nx-injected: 1' },
    { 'x bad name': '1' },
  ]
  for (const headers of forbidden) {
    t.comment(JSON.stringify(headers))
    expectProblem(t, await call('items.send', { headers }), 'internal')
  }
  t.equal(vendor.requests.length, 0)
})

t.test('a path that is not an encoded absolute path is the bug of its connector', async (t) => {
  const { vendor, call } = await openProbe(t, answerJson({ ok: true }))
  for (const path of ['items', '', 'https://elsewhere.example/', '/a b', '/a?b=c', '/a#b', '/ü', '/a\r\nb']) {
    t.comment(path)
    expectProblem(t, await call('items.send', { path }), 'internal')
  }
  t.equal(vendor.requests.length, 0)
  t.equal((await call('items.send', { path: '//elsewhere.example/../x' })).status, 200)
  t.match(vendor.requests[0]?.url, /^\/\/elsewhere\.example\/\.\.\/x/, 'the origin stays the origin')
})
