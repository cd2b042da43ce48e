import type { Problem, SentRequest, VendorAnswer } from '@patchbay/contract'
import { googleFailures, refusal } from '@patchbay/google/emulator'
import t from 'tap'
import { noPermission, notAnAddress } from '../src/emulator/call.ts'
import { classify } from '../src/errors/classify.ts'
import { learn } from '../src/errors/learn.ts'

const query = '/webmasters/v3/sites/sc-domain%3Aa.example/searchAnalytics/query'
const inspect = '/v1/urlInspection/index:inspect'

const sent = (path: string): SentRequest => ({ method: 'POST', origin: 'searchConsole', path, query: {} })

const answer = ({ status, body }: { status: number; body?: unknown }): VendorAnswer => ({
  status,
  headers: {},
  body,
})

const judge = (one: { status: number; body?: unknown }, path = query): Problem | undefined =>
  classify(answer(one), sent(path))

const quota = (message: string) =>
  refusal(403, message, undefined, { domain: 'usageLimits', reason: 'quotaExceeded' })

t.test('a 403 is a quota or a permission', async (t) => {
  t.match(judge(quota('Search Analytics QPS quota exceeded.')), {
    code: 'vendor_rate_limited',
    retryAfter: 60,
  })
  t.match(judge(quota('Search Analytics load quota exceeded.')), {
    code: 'vendor_rate_limited',
    retryAfter: 900,
    advice: /fewer days/,
  })
  t.match(judge(noPermission('sc-domain:a.example')), {
    code: 'connection_forbidden',
    advice: /user of the property/,
  })
})

t.test('what is spent pauses what it is about', async (t) => {
  const told = (one: { status: number; body?: unknown }, path: string) => learn(answer(one), sent(path))
  t.strictSame(told(quota('Search Analytics load quota exceeded.'), query), {
    siteSearches: { pausedFor: 900 },
  })
  t.strictSame(told(quota('Search Analytics QPS quota exceeded.'), query), {
    siteSearches: { pausedFor: 60 },
  })
  t.strictSame(told(googleFailures.rateLimited, inspect), { siteInspections: { pausedFor: 60 } })
  t.strictSame(told(googleFailures.rateLimited, '/v3/urlNotifications:publish'), {
    notificationsToday: { left: 0 },
  })
  t.equal(told(noPermission('sc-domain:a.example'), query), undefined)
  t.equal(told({ status: 200, body: {} }, query), undefined)
})

t.test('refusals point at the field of the input', async (t) => {
  t.match(judge(notAnAddress('a.example')), { code: 'vendor_rejected', errors: [{ path: '/siteUrl' }] })
  const details = [
    {
      '@type': 'type.googleapis.com/google.rpc.BadRequest',
      fieldViolations: [
        { field: 'dimension_filter_groups[0].filters[1].operator', description: 'Invalid value' },
        { field: 'row_limit', description: 'too many' },
      ],
    },
  ]
  t.strictSame(judge(refusal(400, 'Bad.', 'INVALID_ARGUMENT', { details }))?.errors, [
    { path: '/filters', message: 'Invalid value' },
    { path: '/limit', message: 'too many' },
  ])
})

t.test('an unread answer that breaks off is a failure of Google', async (t) => {
  const bytes = (text: string) => ({ status: 200, body: new TextEncoder().encode(text) })
  t.equal(judge(bytes('{"rows":[]}\n')), undefined)
  t.equal(judge(bytes('{"rows":[{"keys"'))?.code, 'vendor_error')
  t.equal(judge(bytes('{}')), undefined)
  t.equal(judge(bytes('{"rows":[{"position":4.7}'))?.code, 'vendor_error')
  t.equal(judge(bytes(''))?.code, 'vendor_error')
})
