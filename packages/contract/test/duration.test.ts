import t from 'tap'
import { milliseconds, type Duration } from '@patchbay/contract'

t.test('reads durations as people write them', async (t) => {
  const cases: ReadonlyArray<readonly [Duration, number]> = [
    ['0ms', 0],
    ['250ms', 250],
    ['30s', 30_000],
    ['1.5s', 1_500],
    ['5m', 300_000],
    ['1h', 3_600_000],
    ['1d', 86_400_000],
  ]
  for (const [duration, expected] of cases) t.equal(milliseconds(duration), expected, duration)
})

t.test('refuses what is not a duration', async (t) => {
  // All of these are typed as durations by a template literal type, or come from plain JavaScript.
  for (const text of [
    '',
    '5',
    's',
    '-5s',
    '5 s',
    '5S',
    '5sec',
    '1e3ms',
    'Infinitys',
    '.5s',
    '5s ',
    '5m30s',
  ]) {
    t.throws(
      () => milliseconds(text as Duration),
      { name: 'RangeError', message: `"${text}" is not a duration` },
      text,
    )
  }
})
