import { refusal, switchedOff } from '@patchbay/google/emulator'
import type { Problem } from '@patchbay/contract'
import t from 'tap'
import { classify } from '../src/errors/classify.ts'

const request = { method: 'POST', origin: 'data', path: '/v1beta/properties/1:runReport', query: {} } as const
// Eleven in the evening in California.
const headers = { date: 'Mon, 23 Nov 2026 07:00:00 GMT' }

const of = (answer: ReturnType<typeof refusal>): Problem | undefined =>
  classify({ status: answer.status, headers, body: answer.body }, request)

t.test('spent quotas say which, and for how long', async (t) => {
  const cases = [
    ['Exhausted concurrent requests quota. Please send fewer requests concurrently.', 30, /requests at once/],
    [
      'Exhausted property tokens for a project per hour. These quota tokens will return in under 60 minutes.',
      1_800,
      /for the project/,
    ],
    [
      'Exhausted property tokens per hour. These quota tokens will return in under 60 minutes.',
      1_800,
      /of an hour/,
    ],
    [
      'Exhausted property tokens per day. These quota tokens will return in under 24 hours.',
      3_600,
      /of a day/,
    ],
    [
      'Exhausted potentially thresholded requests quota. This quota will refresh in under an hour.',
      1_800,
      /withhold/,
    ],
    ['Exhausted server errors quota.', 1_800, /failures/],
  ] as const
  for (const [message, retryAfter, detail] of cases)
    t.match(of(refusal(429, message, 'RESOURCE_EXHAUSTED')), {
      code: 'vendor_rate_limited',
      retryAfter,
      message: detail,
      retryable: true,
    })
})

t.test('a 429 that says something else waits as Google says', async (t) => {
  const details = [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '12s' }]
  t.match(of(refusal(429, 'Slow down.', 'RESOURCE_EXHAUSTED', { details })), {
    code: 'vendor_rate_limited',
    retryAfter: 12,
  })
})

t.test('what is forbidden says what to do', async (t) => {
  t.match(
    of(
      refusal(
        403,
        'User does not have sufficient permissions for this property. To learn more…',
        'PERMISSION_DENIED',
      ),
    ),
    {
      code: 'connection_forbidden',
      advice: /role Viewer/,
    },
  )
  t.match(of(switchedOff('Google Analytics Data API', 'analyticsdata.googleapis.com', '42')), {
    code: 'connection_forbidden',
    advice: /https:\/\/console\.developers\.google\.com\/apis\/api\/analyticsdata/,
  })
})

t.test('what is not ready yet is a conflict that passes', async (t) => {
  t.match(of(refusal(400, 'The resource is in the state CREATING.', 'FAILED_PRECONDITION')), {
    code: 'conflict',
    retryable: true,
    retryAfter: 15,
  })
})

t.test('the rest is as with all of Google', async (t) => {
  t.match(of(refusal(400, 'Invalid property ID: UA-1.', 'INVALID_ARGUMENT')), { code: 'vendor_rejected' })
  t.match(of(refusal(404, 'Requested entity was not found.', 'NOT_FOUND')), { code: 'not_found' })
  t.match(of(refusal(500, 'Internal error encountered.', 'INTERNAL')), { code: 'vendor_error' })
  t.equal(classify({ status: 200, headers, body: {} }, request), undefined)
})
