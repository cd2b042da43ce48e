import { Problem, type VendorAnswer } from '@patchbay/contract'
import t from 'tap'
import { errorInfo, googleFailures, lacksScope, refusal, switchedOff } from '../src/emulator/index.ts'
import { classifyGoogle, type GoogleRules } from '../src/index.ts'

const answerOf = ({ status, body }: { status: number; body?: unknown }): VendorAnswer => ({
  status,
  headers: { date: 'Fri, 27 Nov 2026 12:00:00 GMT' },
  body,
})

const judge = (answer: { status: number; body?: unknown }, rules?: GoogleRules): Problem | undefined =>
  classifyGoogle(answerOf(answer), rules)

const usage = (code: number, reason: string) =>
  refusal(code, 'Quota exceeded.', undefined, { reason, domain: 'usageLimits' })

const table = [
  ['an expired token', googleFailures.unauthorized, 'connection_unauthorized'],
  ['no permission', googleFailures.forbidden, 'connection_forbidden'],
  ['a quota behind a 403', usage(403, 'quotaExceeded'), 'vendor_rate_limited'],
  ['a quota behind a 429', googleFailures.rateLimited, 'vendor_rate_limited'],
  ['a bad request', googleFailures.rejected, 'vendor_rejected'],
  ['something missing', googleFailures.notFound, 'not_found'],
  ['something there already', refusal(409, 'It exists.', 'ALREADY_EXISTS'), 'conflict'],
  ['a failure of Google', googleFailures.unavailable, 'vendor_error'],
  ['a deadline of Google', refusal(504, 'Deadline.', 'DEADLINE_EXCEEDED'), 'vendor_timeout'],
] as const

for (const [what, answer, code] of table) {
  t.test(`${what} is ${code}`, async (t) => {
    const problem = judge(answer)
    t.equal(problem?.code, code)
    t.match(problem?.message, /^Google answered: ./)
    t.equal(problem?.upstream?.status, answer.status)
  })
}

t.test('what is no failure of Google is left to the general rules', async (t) => {
  t.equal(judge({ status: 200, body: {} }), undefined)
  t.equal(judge({ status: 502, body: '<html>' }), undefined)
  t.equal(judge({ status: 400, body: { error: 'invalid_grant' } }), undefined)
})

t.test('a quota of a day is full again at midnight in California', async (t) => {
  t.equal(judge(usage(403, 'dailyLimitExceeded'))?.retryAfter, 20 * 3_600)
  t.equal(judge(usage(403, 'quotaExceeded'))?.retryAfter, undefined)
})

t.test('the delay that Google asks for is kept', async (t) => {
  const details = [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '30.5s' }]
  t.equal(judge(refusal(429, 'Slow down.', 'RESOURCE_EXHAUSTED', { details }))?.retryAfter, 30.5)
})

t.test('an API that is switched off is told with the page that switches it on', async (t) => {
  const problem = judge(switchedOff('Google Search Console API', 'searchconsole.googleapis.com', '123'))
  t.equal(problem?.code, 'connection_forbidden')
  t.match(
    problem?.advice,
    'https://console.developers.google.com/apis/api/searchconsole.googleapis.com/overview?project=123, ',
  )
})

t.test('a scope that is missing is told so', async (t) => {
  const problem = judge(lacksScope('searchconsole.googleapis.com', 'webmasters.sitemaps.submit'))
  t.equal(problem?.code, 'connection_forbidden')
  t.match(problem?.advice, /scopes/)
})

t.test('fields that Google names become places in the input, where the connector knows them', async (t) => {
  const details = [
    {
      '@type': 'type.googleapis.com/google.rpc.BadRequest',
      fieldViolations: [
        { field: 'row_limit', description: 'too many' },
        { field: 'other', description: 'odd' },
      ],
    },
  ]
  const problem = judge(refusal(400, 'Bad.', 'INVALID_ARGUMENT', { details }), {
    pointerOf: ({ field }) => (field === 'row_limit' ? '/rowLimit' : undefined),
  })
  t.strictSame(problem?.errors, [{ path: '/rowLimit', message: 'too many' }])
})

t.test('what is special to an API is asked first', async (t) => {
  const problem = judge(refusal(403, 'Odd.', 'X', { details: [errorInfo('ODD')] }), {
    special: ({ reasons }, details) =>
      reasons.includes('ODD') ? new Problem('disabled', details) : undefined,
  })
  t.equal(problem?.code, 'disabled')
  t.equal(problem?.upstream?.code, 'ODD')
})
