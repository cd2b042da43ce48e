import { test } from 'tap'
import { calendarDay } from '../../src/limits/calendar-day.ts'
import { ruleOf } from '../../src/limits/limit-rule.ts'

const hour = 3_600_000
const at = (iso: string): number => Date.parse(iso)

test('a day ends at midnight of its zone', (t) => {
  t.same(calendarDay('America/Los_Angeles', at('2026-11-22T07:59:59.999Z')), {
    name: '2026-11-21',
    endsAt: at('2026-11-22T08:00:00Z'),
  })
  t.same(calendarDay('America/Los_Angeles', at('2026-11-22T08:00:00Z')), {
    name: '2026-11-22',
    endsAt: at('2026-11-23T08:00:00Z'),
  })
  t.same(calendarDay('Asia/Kathmandu', at('2026-11-22T12:00:00Z')), {
    name: '2026-11-22',
    endsAt: at('2026-11-22T18:15:00Z'),
  })
  t.end()
})

test('a day on which clocks change is an hour longer or shorter', (t) => {
  for (const [zone, noon, length] of [
    ['America/Los_Angeles', '2026-03-08T20:00:00Z', 23],
    ['America/Los_Angeles', '2026-11-01T20:00:00Z', 25],
    ['Europe/Berlin', '2026-03-29T10:00:00Z', 23],
    ['Australia/Lord_Howe', '2026-04-05T02:00:00Z', 24.5],
    ['America/Havana', '2026-03-08T18:00:00Z', 23],
  ] as const) {
    const { endsAt } = calendarDay(zone, at(noon))
    const before = calendarDay(zone, at(noon) - 24 * hour).endsAt
    t.equal((endsAt - before) / hour, length, `${zone} ${noon}`)
  }
  t.end()
})

test('the rule of a daily limit is worked out once a day', (t) => {
  let now = at('2026-11-22T12:00:00Z')
  const rule = ruleOf(
    {
      kind: 'window',
      title: 'Daily',
      unit: 'requests',
      per: [],
      source: '',
      amount: 10,
      window: '1d',
      timeZone: 'America/Los_Angeles',
    },
    { holdFor: 1_000, wall: () => now },
  )
  const today = rule()
  t.same(today, {
    kind: 'period',
    amount: 10,
    period: '2026-11-22',
    endsAt: at('2026-11-23T08:00:00Z'),
    isLasting: true,
  })
  now += 19 * hour
  t.equal(rule(), today, 'the same object')
  now += hour
  t.match(rule(), { period: '2026-11-23', endsAt: at('2026-11-24T08:00:00Z') })
  t.end()
})
