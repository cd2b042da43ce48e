import { test } from 'tap'
import { ApiProblem } from '../src/api/api-problem.ts'
import { polling } from '../src/api/polling.ts'
import { burnColor, formatRate, thresholdChoices } from '../src/pages/alerts/alert-words.ts'
import { readErrorFilter, writeErrorFilter } from '../src/pages/errors/error-filter-search.ts'
import { describeLimit, describeRefill, limitKey } from '../src/pages/limits/limit-words.ts'
import { formatDuration, formatSeconds } from '../src/parts/format.ts'
import { fromLocalInput, toLocalInput } from '../src/parts/local-moment.ts'
import type { Limit } from '../src/api/limits.ts'

const limit: Limit = {
  connector: 'gsc',
  connection: 'one',
  limit: 'siteSearches',
  title: 'Searches of a site a minute',
  unit: 'searches',
  kind: 'window',
  per: ['connection', 'request.site'],
  values: { connection: 'one', 'request.site': 'sc-domain:fernhill.example' },
  capacity: 1_200,
  left: 7,
  window: '1m',
}

test('a limit says what it counts, and how it comes back', async (t) => {
  t.equal(describeLimit(limit), 'siteSearches of site sc-domain:fernhill.example')
  t.equal(describeLimit({ ...limit, per: ['connection'] }), 'siteSearches')
  t.equal(describeRefill({ ...limit, fullIn: 42 }), 'each 1m, full in 42 s')
  t.equal(describeRefill({ ...limit, window: '1d', timeZone: 'UTC', fullIn: 0 }), 'each 1d in UTC')
  t.equal(
    describeRefill({ ...limit, kind: 'bucket', refillPerSecond: 0.5, fullIn: 300 }),
    '0.5 searches a second, full in 5 min',
  )
  t.equal(describeRefill({ ...limit, kind: 'concurrency' }), 'as requests end')
})

test('counts of one limit are told apart by what they count, in whatever order it comes', async (t) => {
  const other = { ...limit, values: { 'request.site': 'sc-domain:fernhill.example', connection: 'one' } }
  t.equal(limitKey(limit), limitKey(other))
  t.not(limitKey(limit), limitKey({ ...limit, values: { connection: 'one' } }))
})

test('a burn rate is loud from where the budget does not last', async (t) => {
  t.strictSame([0.4, 1, 1.2, 14.4].map(burnColor), [undefined, undefined, 'yellow', 'red'])
  t.strictSame([0.25, 1, 14.4].map(formatRate), ['0.3×', '1×', '14×'])
})

test('the threshold of now can be kept', async (t) => {
  t.equal(thresholdChoices(0.7).indexOf(0.7), 3)
  t.equal(thresholdChoices(1).length, thresholdChoices(5).length)
})

test('the filter of errors is in the address, where nothing means the open ones', async (t) => {
  t.match(readErrorFilter(new URLSearchParams('')), { state: 'open' })
  t.equal(readErrorFilter(new URLSearchParams('state=all')).state, undefined)
  t.equal(readErrorFilter(new URLSearchParams('source=mars')).source, undefined)
  for (const search of [
    '',
    'state=all',
    'state=muted&connector=gsc',
    'connector=gsc&code=circuit_open',
    'source=drift',
  ]) {
    t.equal(writeErrorFilter(readErrorFilter(new URLSearchParams(search))).toString(), search)
  }
})

test('a server that names a wait is left alone for as long', async (t) => {
  const problem = (retryAfter?: number) =>
    new ApiProblem({
      type: '/problems/rate_limited',
      status: 429,
      code: 'rate_limited',
      title: 'Too many requests',
      detail: 'The key has used up its requests.',
      advice: 'Wait.',
      retryable: true,
      ...(retryAfter === undefined ? {} : { retryAfter }),
    })
  t.equal(polling(1_000)({ state: { error: null } }), 1_000)
  t.equal(polling(1_000)({ state: { error: problem(12) } }), 12_000)
  t.equal(polling(1_000)({ state: { error: problem() } }), 5_000)
  t.equal(polling(60_000)({ state: { error: problem(12) } }), 60_000)
})

test('durations are in the unit that reads best', async (t) => {
  t.strictSame([0.0871, 0.412, 2.5, 12.34, 300].map(formatSeconds), [
    '87 ms',
    '412 ms',
    '2.5 s',
    '12.3 s',
    '5 min',
  ])
  t.equal(formatSeconds(null), '–')
  t.strictSame([0.2, 90, 600, 7_200, 259_200].map(formatDuration), ['1 s', '90 s', '10 min', '2 h', '3 days'])
})

test('a moment that is entered is read by the local clock', async (t) => {
  const moment = new Date(2026, 10, 28, 9, 5).getTime()
  t.equal(toLocalInput(moment), '2026-11-28T09:05')
  t.equal(fromLocalInput(toLocalInput(moment)), moment)
  t.equal(toLocalInput(Number.NaN), '')
  t.ok(Number.isNaN(fromLocalInput('')))
})
