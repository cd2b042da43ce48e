import type { ProblemCode, SentRequest, VendorAnswer } from '@patchbay/contract'
import t from 'tap'
import { classify } from '../src/errors/classify.ts'
import { meanings } from '../src/errors/error-codes.ts'
import { learn } from '../src/errors/learn.ts'

const json = { 'content-type': 'application/json;charset=UTF-8' }
const request: SentRequest = { method: 'GET', origin: 'mail', path: '/api/accounts', query: {} }
const encoder = new TextEncoder()

/** Failures come parsed, unless their status is that of a success: then as bytes. */
const answer = (status: number, body: unknown, headers: Record<string, string> = json): VendorAnswer => ({
  status,
  headers,
  body: status < 300 && headers === json ? encoder.encode(JSON.stringify(body)) : body,
})

const named = (code: string, status: number) => ({
  data: { errorCode: code },
  status: { code: status, description: 'Invalid Input' },
})

const table: ReadonlyArray<[word: string, status: number, problem: ProblemCode, retryable: boolean]> = [
  ['INVALID_TICKET', 400, 'connection_unauthorized', false],
  ['INVALID_OAUTHTOKEN', 401, 'connection_unauthorized', false],
  ['OAUTHTOKEN_EXPIRED', 401, 'connection_unauthorized', false],
  ['NOT_AUTHENTICATED', 401, 'connection_unauthorized', false],
  ['AUTHENTICATION_FAILURE', 401, 'connection_unauthorized', false],
  ['INVALID_OAUTHSCOPE', 401, 'connection_forbidden', false],
  ['NO_PERMISSION', 403, 'connection_forbidden', false],
  ['OPERATION_NOT_PERMITTED', 403, 'connection_forbidden', false],
  ['URL_RULE_NOT_CONFIGURED', 404, 'not_found', false],
  ['JSON_PARSE_ERROR', 404, 'vendor_rejected', false],
  ['EXTRA_PARAM_FOUND', 400, 'vendor_rejected', false],
  ['URL_RULE_MISMATCH', 400, 'vendor_rejected', false],
  ['INVALID_METHOD', 400, 'vendor_rejected', false],
  ['PATTERN_NOT_MATCHED', 400, 'vendor_rejected', false],
  ['LESS_THAN_MIN_OCCURANCE', 400, 'vendor_rejected', false],
  ['DOMAIN_ALREADY_VERIFIED', 400, 'conflict', false],
  ['MAILHOSTING_ALREADY_ENABLED', 400, 'conflict', false],
  ['RMV_HOSTING_BEFORE_DLT_DOMAIN', 400, 'conflict', false],
  ['TXT_RECORD_HOST_UNKNOWN', 400, 'conflict', false],
]

t.test('every word of Zoho has its problem, whether its status says so or hides it', async (t) => {
  t.same(table.map(([word]) => word).toSorted(), Object.keys(meanings).toSorted())
  for (const [word, status, code, retryable] of table) {
    for (const outer of [status, 200]) {
      t.match(
        classify(answer(outer, named(word, status)), request),
        { code, retryable, upstream: { status: outer, code: word } },
        `${word} with ${outer}`,
      )
    }
    const organisation = { status: { code: status, description: 'Invalid Input' }, data: { error: word } }
    t.match(classify(answer(status, organisation), request), { code }, `${word} of the organisation`)
  }
})

t.test('a missing scope is a list, and is no dead token', async (t) => {
  const body = [
    2,
    { msg: 'Error while processing!', errorCode: 'INVALID_OAUTHSCOPE', authFail: 'true', status: '401' },
  ]
  t.match(classify(answer(401, body), request), {
    code: 'connection_forbidden',
    upstream: { code: 'INVALID_OAUTHSCOPE' },
  })
})

t.test('a refused token says to look at the data centre', async (t) => {
  const problem = classify(answer(401, named('INVALID_OAUTHTOKEN', 401)), request)
  t.match(problem?.advice, /dataCenter/)
})

t.test('a name that is taken is a conflict, and not to be repeated like an outage', async (t) => {
  const body = { status: { code: 500, description: 'Category Already Exists.' }, data: {} }
  t.match(classify(answer(500, body), request), { code: 'conflict', retryable: false })
  const outage = { status: { code: 500, description: 'Internal Error' }, data: { moreInfo: 'x' } }
  t.match(classify(answer(500, outage), request), { code: 'vendor_error', retryable: true })
  t.match(classify(answer(200, outage), request), { code: 'vendor_error' }, 'also where its status hides it')
})

t.test('words decide where there is no code', async (t) => {
  const invalid = (moreInfo: string, status = 400) => ({
    status: { code: status, description: 'Invalid Input' },
    data: { moreInfo },
  })
  t.match(classify(answer(400, invalid('limit is not valid')), request), {
    code: 'vendor_rejected',
    message: 'Zoho answered: Invalid Input: limit is not valid',
  })
  t.match(classify(answer(400, invalid('Account id 5 is invalid')), request), { code: 'not_found' })
  t.match(classify(answer(404, invalid('x', 404)), request), { code: 'not_found' })
  t.match(classify(answer(400, invalid('Maximum user license limit reached')), request), { code: 'conflict' })
})

t.test('a lock is told in many ways, and for how long', async (t) => {
  const said = (code: string, description: string, status = 400) => ({
    status: { code: status, description },
    data: { errorCode: code },
  })
  const locks: Array<[VendorAnswer, number]> = [
    [answer(429, '', { 'content-type': 'text/html' }), 900],
    [answer(429, '', { 'retry-after': '7' }), 7],
    [answer(400, said('URL_ROLLING_THROTTLES_LIMIT_EXCEEDED', 'Try again after 3 minutes')), 180],
    [answer(500, said('LIMIT_EXCEEDED', 'Internal Error', 500)), 900],
    [answer(400, said('U0006', 'x')), 900],
    [answer(400, said('ANY', 'You have made too many requests. Try again after 40 seconds')), 40],
  ]
  for (const [locked, retryAfter] of locks) {
    t.match(classify(locked, request), { code: 'vendor_rate_limited', retryable: true, retryAfter })
    t.same(learn(locked), { rate: { pausedFor: retryAfter } })
  }
  const hidden = answer(200, said('THROTTLES_LIMIT_EXCEEDED', 'x'))
  t.match(classify(hidden, request), { code: 'vendor_rate_limited', retryAfter: 900 })
  t.same(learn(hidden), { rate: { pausedFor: 900 } }, 'a lock that hides is heeded as well')
  t.equal(learn(answer(400, named('INVALID_METHOD', 400))), undefined)
  t.equal(learn(answer(200, { status: { code: 200 }, data: [] })), undefined)
})

t.test('a page is no answer of the API', async (t) => {
  const html = { 'content-type': 'text/html;charset=UTF-8' }
  const page = '<!DOCTYPE html><h1>x</h1>'
  t.match(classify(answer(404, page, html), request), {
    code: 'vendor_error',
    retryable: false,
    advice: /dataCenter/,
  })
  t.match(classify({ status: 200, headers: html, body: encoder.encode(page) }, request), {
    code: 'vendor_error',
  })
  t.equal(classify(answer(502, page, html), request), undefined, 'its status says enough')
})

t.test('a success is let pass, and half of one is not', async (t) => {
  const body = { status: { code: 201, description: 'Created' }, data: { folderId: '1' } }
  t.equal(classify(answer(200, body), request), undefined)
  const whole = encoder.encode(JSON.stringify(body))
  const half = { status: 200, headers: json, body: whole.subarray(0, whole.length / 2) }
  t.match(classify(half, request), { code: 'vendor_error', retryable: true })
  const long = encoder.encode(
    JSON.stringify({ status: { code: 200 }, data: { content: 'x'.repeat(300_000) } }),
  )
  t.equal(classify({ status: 200, headers: json, body: long }, request), undefined)
  const cut = { status: 200, headers: json, body: long.subarray(0, -9) }
  t.match(classify(cut, request), { code: 'vendor_error', retryable: true })
  t.match(classify(answer(200, { other: 1 }), request), { code: 'vendor_error' })
})

t.test('a file is not taken for an answer, whatever is in it', async (t) => {
  const file: SentRequest = { ...request, path: '/api/accounts/1/folders/2/messages/3/attachments/4' }
  const bytes = encoder.encode('{"status":"ok"}')
  t.equal(classify({ status: 200, headers: json, body: bytes }, file), undefined)
  const octets = { 'content-type': 'application/octet-stream' }
  t.equal(classify({ status: 200, headers: octets, body: Uint8Array.of(0, 255) }, file), undefined)
  t.match(classify(answer(200, named('INVALID_OAUTHTOKEN', 401)), file), { code: 'connection_unauthorized' })
})

t.test('what is not of Zoho is left to the general rules', async (t) => {
  for (const status of [400, 401, 403, 404, 409, 500, 503])
    t.equal(classify(answer(status, { error: 'other' }), request), undefined)
})
