import fc from 'fast-check'
import t from 'tap'
import { createRedactor, redactionMark } from '../../src/telemetry/redaction/redactor.ts'

const secret = 'p@ss/word+"quoted"=&ünï'

const base64 = (text: string): string => Buffer.from(text).toString('base64')
const bytesInPercent = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')

const encodings: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  'percent-encoded': encodeURIComponent,
  'percent-encoded in lower case': (text) =>
    encodeURIComponent(text).replaceAll(/%../g, (escape) => escape.toLowerCase()),
  'percent-encoded byte by byte': bytesInPercent,
  'percent-encoded twice': (text) => encodeURIComponent(encodeURIComponent(text)),
  JSON: (text) => JSON.stringify(text),
  'JSON of another language': (text) =>
    JSON.stringify(text)
      .replaceAll('/', '\\/')
      .replaceAll(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`),
  'JSON in JSON in JSON': (text) => JSON.stringify(JSON.stringify(JSON.stringify({ text }))),
  base64,
  base64url: (text) => Buffer.from(text).toString('base64url'),
  'base64, percent-encoded': (text) => encodeURIComponent(base64(text)),
  'base64 at the second byte': (text) => base64(`a${text}`),
  'base64 at the third byte': (text) => base64(`ab${text}z`),
  'base64 of user and password': (text) => base64(`user:${text}`),
  'base64 of JSON': (text) => base64(JSON.stringify({ text })),
  hex: (text) => Buffer.from(text).toString('hex'),
  'hex in capitals': (text) => Buffer.from(text).toString('hex').toUpperCase(),
  HTML: (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;'),
  'Latin-1 of UTF-8': (text) => Buffer.from(text).toString('latin1'),
}

t.test('a secret is removed however it is encoded, and nothing else is', async (t) => {
  const redactor = createRedactor()
  redactor.protect(secret)
  for (const [name, encode] of Object.entries(encodings)) {
    const encoded = encode(secret)
    const redacted = redactor.redact(`before ${encoded} after`)
    t.match(redacted, /^before .*\[redacted\].* after$/, name)
    t.ok(redacted.length < redactionMark.length + 'before  after'.length + 30, `${name}: ${redacted}`)
    const line = JSON.stringify({ a: 1, text: encoded, [encoded]: [`${encoded}.`] })
    const parsed = JSON.parse(redactor.redactJson(line)) as object
    t.notMatch(JSON.stringify(parsed), JSON.stringify(encoded).slice(1, -1), `${name} in a line`)
    t.match(Object.keys(parsed), ['a', 'text', /\[redacted\]/], name)
  }
})

t.test('what is encoded together with a secret goes as a whole', async (t) => {
  const redactor = createRedactor()
  redactor.protect('open-sesame')
  for (const user of ['', 'u', 'us', 'use', 'user']) {
    const header = `Basic ${base64(`${user}:open-sesame:more`)}`
    t.equal(redactor.redact(`authorization: ${header}, x`), 'authorization: Basic [redacted], x')
  }
})

t.test('a key of several lines is removed with any line breaks, and line by line', async (t) => {
  const lines = Array.from(
    { length: 4 },
    (_, index) => `${index}bGluZSBvZiBhIGtleSB0aGF0IGlzIHNlY3JldA${index}`,
  )
  const key = ['-----BEGIN PRIVATE KEY-----', ...lines, '-----END PRIVATE KEY-----', ''].join('\n')
  const redactor = createRedactor()
  redactor.protect(key)
  const whole = [key, ...['\r\n', ' ', ''].map((end) => key.replaceAll('\n', end))]
  for (const text of [
    ...whole,
    ...whole.map((text) => JSON.stringify(text)),
    ...whole.map(base64),
    lines[2] ?? '',
  ]) {
    const redacted = redactor.redact(text)
    t.match(redacted, redactionMark)
    for (const line of lines) t.notOk(redacted.includes(line) || redacted.includes(base64(line).slice(4, 40)))
  }
  t.equal(redactor.redact('-----BEGIN PRIVATE KEY-----'), '-----BEGIN PRIVATE KEY-----')
})

t.test('the secrets within a key file are secrets by themselves', async (t) => {
  const redactor = createRedactor()
  const file = {
    type: 'service_account',
    client_email: 'a@b.example',
    private_key: 'the-private-key',
    nested: { token: 'a-nested-token' },
  }
  redactor.protect(JSON.stringify(file))
  redactor.protect('{ only begins like JSON')
  const line = JSON.stringify({ file })
  t.same(JSON.parse(redactor.redactJson(line)), {
    file: { ...file, private_key: redactionMark, nested: { token: redactionMark } },
  })
  t.equal(redactor.redact('{ only begins like JSON'), redactionMark)
})

t.test('JSON stays JSON where a secret looks like a part of it', async (t) => {
  const redactor = createRedactor()
  for (const odd of [
    '1234567',
    '"a","b"',
    'nabcdef',
    '41bcdef',
    'u00fcxyz',
    'abcdef\\',
    'secret":1',
    'null,"',
    '"quoted',
  ]) {
    redactor.protect(odd)
  }
  const values = {
    number: 91234567,
    decimal: 1.1234567,
    text: 'a 1234567 b',
    list: ['a', 'b', '1234567'],
    line: '\nabcdef',
    unicode: '\u0001bcdef',
    secret: 1,
    backslash: 'abcdef\\',
    more: 'abcdef\\"',
    inside: '"a","b"',
  }
  const redacted = JSON.parse(redactor.redactJson(JSON.stringify(values))) as Record<string, unknown>
  t.match(redacted, {
    number: null,
    decimal: null,
    text: `a ${redactionMark} b`,
    list: ['a', 'b', redactionMark],
    secret: 1,
    backslash: redactionMark,
    more: /^\[redacted\]/,
    inside: redactionMark,
  })
  const lines = `${JSON.stringify(values)}\n`.repeat(3)
  t.equal(redactor.redactJson(lines).split('\n').length, 4, 'lines stay lines')
})

t.test('whatever the secrets and the values are, JSON comes out without them', async (t) => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'B', '1', '"', '\\', '%', '4', 'n', 'u', '\n', 'ü', ',', ':'),
    minLength: 6,
    maxLength: 12,
  })
  const property = fc.property(
    fc.array(text, { minLength: 1, maxLength: 3 }),
    fc.array(fc.oneof(text, fc.integer(), fc.constant(null)), { maxLength: 3 }),
    fc.integer({ min: 0, max: 2 }),
    (secrets, others, depth) => {
      const redactor = createRedactor()
      for (const one of secrets) redactor.protect(one)
      let value: unknown = { others, secrets }
      for (let level = 0; level < depth; level += 1) value = { inside: JSON.stringify(value) }
      const redacted: unknown = JSON.parse(redactor.redactJson(JSON.stringify(value)))
      return strings(redacted).every((found) => secrets.every((one) => !found.includes(one)))
    },
  )
  t.doesNotThrow(() => fc.assert(property, { numRuns: 2_000 }))
})

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : []
}

t.test('texts without secrets are left alone', async (t) => {
  const redactor = createRedactor()
  t.equal(redactor.redact('nothing to hide'), 'nothing to hide')
  redactor.protect('longer-secret')
  redactor.protect('longer-secret-still')
  redactor.protect('') // a credential that is not there
  redactor.protect('short')
  t.equal(redactor.redact('longer-secret-still'), redactionMark, 'the longer one is not cut short')
  t.equal(redactor.redact('longer-secret longer-secret'), `${redactionMark} ${redactionMark}`)
  for (const text of ['a short text', '100 % of \\n it \\', '', 'longer-secre', '%zz %e2%82', '\\u12']) {
    t.equal(redactor.redact(text), text)
    t.equal(redactor.redactJson(JSON.stringify(text)), JSON.stringify(text))
  }
})
