import { type Problem, type ProblemCode, type VendorAnswer } from '@patchbay/contract'
import t from 'tap'
import { classify } from '../src/errors/classify.ts'
import { errorCodes } from '../src/errors/error-codes.ts'

const reference = 'Ref A: 1 Ref B: 2 Ref C: 3'
const headers = { 'x-msedge-ref': reference, date: 'Sun, 22 Nov 2026 22:30:00 GMT' }
const answer = (body: unknown, status = 400): VendorAnswer => ({ status, headers, body })
const refused = (ErrorCode: number, Message: string, status = 400) =>
  classify(answer({ ErrorCode, Message }, status))

const table: ReadonlyArray<[code: number, problem: ProblemCode, retryable: boolean]> = [
  [1, 'vendor_error', true],
  [2, 'vendor_error', false],
  [3, 'connection_unauthorized', false],
  [4, 'vendor_rate_limited', true],
  [5, 'vendor_rate_limited', true],
  [6, 'connection_forbidden', false],
  [7, 'vendor_rejected', false],
  [8, 'vendor_rejected', false],
  [9, 'vendor_rejected', false],
  [10, 'not_found', false],
  [11, 'not_found', false],
  [12, 'conflict', false],
  [13, 'connection_forbidden', false],
  [14, 'connection_forbidden', false],
  [15, 'vendor_error', true],
  [16, 'vendor_rejected', false],
  [17, 'vendor_rate_limited', true],
  [81058, 'conflict', false],
]

t.test('every error code has its problem, under 400 and under 200 alike', async (t) => {
  t.same(
    table.map(([code]) => code),
    Object.keys(errorCodes).map(Number),
  )
  for (const [code, problem, retryable] of table) {
    for (const status of [400, 200]) {
      t.match(
        refused(code, 'ERROR!!! Something', status),
        { code: problem, retryable, upstream: { status, code: String(code), requestId: reference } },
        `${code} with ${status}`,
      )
    }
  }
})

t.test('what Bing said is kept', async (t) => {
  t.equal(refused(7, 'ERROR!!! InvalidUrl')?.message, 'Bing answered: InvalidUrl')
  t.equal(
    classify(answer({ ErrorCode: 11 }))?.message,
    'Bing answered: NotFound',
    'without a message, the name',
  )
  t.match(refused(99, 'ERROR!!! Novelty'), {
    code: 'vendor_error',
    retryable: false,
    message: 'Bing answered: Novelty',
  })
})

t.test('a throttled account is left alone for ten minutes', async (t) => {
  for (const code of [4, 5, 17])
    t.match(refused(code, ''), { retryAfter: 600, advice: /at least ten minutes/ })
})

t.test('a site that is not granted leads to sites.list', async (t) => {
  t.match(refused(14, 'ERROR!!! NotAuthorized'), { advice: /exact `url` from sites\.list/ })
})

t.test('a refusal for lack of quota is a spent quota, whatever its code', async (t) => {
  for (const code of [2, 8]) {
    const part = refused(code, 'ERROR!!! Quota remaining for today: 27, Submitted: 73')
    t.match(part, {
      code: 'vendor_rate_limited',
      retryAfter: 5_400,
      message: /takes 27 more .* sent 73/,
      advice: /at most 27/,
    })
    const spent = refused(code, 'ERROR!!! You have exceeded your daily url submission quota : 100')
    t.match(spent, { code: 'vendor_rate_limited', retryAfter: 5_400, upstream: { code: String(code) } })
  }
  t.match(refused(8, 'ERROR!!! Quota remaining for today: 0, Submitted: 1'), { message: /is spent/ })
  t.equal(
    refused(7, 'ERROR!!! Quota remaining for today: 0, Submitted: 1')?.code,
    'vendor_rejected',
    'only under 2 and 8',
  )
})

t.test('without a date there is no time to wait', async (t) => {
  const body = { ErrorCode: 8, Message: 'ERROR!!! Quota remaining for today: 27, Submitted: 73' }
  for (const others of [{}, { date: 'soon' }])
    t.equal(classify({ status: 400, headers: others, body })?.retryAfter, undefined)
})

t.test('a success has a result, even if that is null or false', async (t) => {
  for (const d of [null, false, [], {}]) t.equal(classify(answer({ d }, 200)), undefined)
  t.equal(classify(answer({ ErrorCode: 0, d: null }, 200)), undefined, 'code 0 is no error')
  for (const body of [{}, null, [], undefined, { ErrorCode: 0 }])
    t.match(classify(answer(body, 200)), { code: 'vendor_error', retryable: true })
})

t.test('a page is an answer of the server in front', async (t) => {
  const page = (status: number): Problem | undefined => classify(answer('<html></html>', status))
  t.match(page(200), { code: 'vendor_error', retryable: true, upstream: { requestId: reference } })
  t.match(page(502), { code: 'vendor_error', retryable: true })
  t.match(page(400), { code: 'vendor_rejected' })
  t.match(page(404), { code: 'vendor_rejected', message: /does not offer/ })
  t.match(page(405), { code: 'vendor_error', retryable: false })
})

t.test('what HTTP says well enough is left to its general rules', async (t) => {
  for (const status of [401, 403, 429, 302]) t.equal(classify(answer('<html></html>', status)), undefined)
  for (const status of [400, 401, 404, 429, 500])
    t.equal(classify(answer({ error: 'other' }, status)), undefined)
})
