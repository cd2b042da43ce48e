import t from 'tap'
import { createLog } from '../../src/telemetry/log.ts'
import { createFieldMask } from '../../src/telemetry/redaction/field-mask.ts'
import { createRedactor, redactionMark } from '../../src/telemetry/redaction/redactor.ts'
import { judgeName } from '../../src/telemetry/redaction/secret-names.ts'

t.test('names that say that a value is secret, in any case', async (t) => {
  const secret = [
    'authorization',
    'Proxy-Authorization',
    'COOKIE',
    'set-cookie',
    'x-api-key',
    'apiKey',
    'client_secret',
  ]
  for (const name of [...secret, 'userPassword', 'private_key', 'credentials', 'X-Amz-Access-Key', 'pin'])
    t.equal(judgeName(name), 'secret', name)
  for (const name of ['accessToken', 'refresh_token', 'X-Shopify-Access-Token', 'tokens'])
    t.equal(judgeName(name), 'secret-text', name)
  for (const name of [
    'author',
    'key',
    'operation',
    'connection',
    'requestId',
    'ping',
    'spin',
    'detail',
    'monkey',
  ])
    t.equal(judgeName(name), 'open', name)
})

t.test('fields are masked at any depth, and the object stays', async (t) => {
  const mask = createFieldMask(new Set(['account']))
  const fields = {
    user: 'u',
    password: 'p',
    pin: 1234,
    empty: { token: '', cookie: null, auth: undefined },
    nested: [{ deep: { 'Set-Cookie': ['a=1', 'b=2'], accessToken: 't', tokens: { left: 5, name: 'x' } } }],
    Account: { number: 7, name: 'n' },
    when: new Date(0),
    url: new URL('https://a.example/'),
    secretly: { toJSON: () => ({ a: 'b' }) },
    missing: undefined,
  }
  const before = structuredClone({ ...fields, url: '', secretly: '', when: '' })
  t.same(JSON.parse(JSON.stringify(mask(fields))), {
    user: 'u',
    password: redactionMark,
    pin: redactionMark,
    empty: { token: '', cookie: null },
    nested: [
      {
        deep: {
          'Set-Cookie': [redactionMark, redactionMark],
          accessToken: redactionMark,
          tokens: { left: 5, name: redactionMark },
        },
      },
    ],
    Account: { number: redactionMark, name: redactionMark },
    when: '1970-01-01T00:00:00.000Z',
    url: 'https://a.example/',
    secretly: { a: redactionMark },
  })
  t.same(structuredClone({ ...fields, url: '', secretly: '', when: '' }), before)
  const open = { a: 1, b: 'c' }
  t.equal(mask(open), open, 'where there is nothing to mask, nothing is copied')
})

t.test('odd objects cost their line some fields, and nothing else', async (t) => {
  const lines: string[] = []
  const log = createLog('info', createRedactor(), { write: (line: string) => void lines.push(line) })
  const circle: Record<string, unknown> = { name: 'circle', password: 'p1-secret' }
  circle['self'] = circle
  circle['others'] = [circle, circle, circle, circle]
  const trap = {
    get bad(): never {
      throw new Error('a trap')
    },
  }
  const odd: unknown[] = [
    circle,
    { trap },
    { err: Object.freeze(new Error('frozen')) },
    { err: undefined },
    { err: 'no error' },
    { bytes: Buffer.from('abc'), map: new Map([['a', 1]]) },
    JSON.parse('{"__proto__": {"password": "p2-secret"}, "constructor": 1}'),
    Object.assign(Object.create(null) as object, { token: 'p3-secret' }),
    [{ password: 'p4-secret' }],
    new Error('as the object itself'),
  ]
  for (const fields of odd) log.info(fields as object, 'said')
  t.equal(lines.length, odd.length)
  for (const line of lines) {
    t.match(JSON.parse(line), { level: 'info', msg: /said|as the object/ })
    t.notMatch(line, /p\d-secret/)
  }
})

t.test('errors are shown with what they carry, masked', async (t) => {
  const lines: string[] = []
  const log = createLog('info', createRedactor(), { write: (line: string) => void lines.push(line) })
  const cause = new TypeError('inner')
  const error = Object.assign(new RangeError('outer', { cause }), {
    config: { headers: { Authorization: 'Bearer abc', accept: 'x' } },
    status: 3,
  })
  log.error({ err: error, other: new AggregateError([error], 'many') }, 'failed')
  log.child({ apiKey: 'k', name: 'n' }).warn('from a child')
  t.match(JSON.parse(lines[0] ?? ''), {
    err: {
      type: 'RangeError',
      message: 'outer: inner',
      stack: /RangeError: outer[^]*caused by: TypeError: inner/,
      config: { headers: { Authorization: redactionMark, accept: 'x' } },
      status: 3,
    },
    other: {
      type: 'AggregateError',
      aggregateErrors: [{ config: { headers: { Authorization: redactionMark } } }],
    },
  })
  t.match(JSON.parse(lines[1] ?? ''), { apiKey: redactionMark, name: 'n', msg: 'from a child' })
})

t.test('a line is one line of printable text, whatever is said', async (t) => {
  const lines: string[] = []
  const log = createLog('info', createRedactor(), { write: (line: string) => void lines.push(line) })
  const text = 'a\r\nb\u0000\u001b[31m\u009b31m\u2028\u2029\u202e\u2066 é 漢 \ud800'
  log.info({ text, [text]: 1 }, text)
  t.notMatch(lines[0]?.trimEnd(), /[\p{Cc}\p{Zl}\p{Zp}\u202e\u2066]/u)
  t.match(JSON.parse(lines[0] ?? ''), { text, [text]: 1, msg: text })
  t.match(lines[0], / é 漢 /, 'letters stay letters')
})
