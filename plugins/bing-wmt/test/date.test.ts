import t from 'tap'
import { day, instant, timestamp } from '../src/wire/date.ts'

t.test('the number is UTC; an offset moves nothing', async (t) => {
  t.equal(timestamp('/Date(1728975600000-0700)/'), '2024-10-15T07:00:00.000Z')
  t.equal(timestamp('/Date(1728975600000)/'), '2024-10-15T07:00:00.000Z')
  t.equal(timestamp('/Date(1730173887265)/'), '2024-10-29T03:51:27.265Z')
  t.equal(instant('/Date(-1000+0000)/'), -1000, 'before 1970')
})

t.test('a bucket is the UTC day of its instant', async (t) => {
  t.equal(day('/Date(1728975600000-0700)/'), '2024-10-15')
  t.equal(day('/Date(1716015600000)/'), '2024-05-18')
})

t.test('the smallest dates mean never', async (t) => {
  for (const wire of [
    '/Date(-62135596800000)/',
    '/Date(-62135568000000-0800)/',
    '/Date(-11644473600000)/',
    '/Date(-11644448400000-0700)/',
  ]) {
    t.equal(timestamp(wire), null, wire)
    t.equal(day(wire), null, wire)
  }
})

t.test('anything else is not a date', async (t) => {
  for (const wire of [
    '',
    '2024-10-15',
    '/Date(1728975600000-07)/',
    '/Date()/',
    'x/Date(1)/',
    '/Date(1)/x',
    String.raw`\/Date(1)\/`,
  ])
    t.throws(() => instant(wire), { code: 'vendor_error', retryable: false }, wire)
})
