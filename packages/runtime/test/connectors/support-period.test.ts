import t from 'tap'
import { supportPeriod, supportWarning } from '../../src/connectors/support-period.ts'

const day = 86_400_000
const until = '2027-10-01'
const end = Date.UTC(2027, 9, 1)

t.test('support is current, ending in its last ninety days, and then over', (t) => {
  t.same(supportPeriod(null, end), { state: 'unannounced', until: null, daysLeft: null })
  t.same(supportPeriod(until, end - 90 * day), { state: 'current', until, daysLeft: 90 })
  t.same(supportPeriod(until, end - 90 * day + 1), { state: 'ending', until, daysLeft: 89 })
  t.same(supportPeriod(until, end - 1), { state: 'ending', until, daysLeft: 0 })
  t.same(supportPeriod(until, end), { state: 'ended', until, daysLeft: 0 })
  t.same(supportPeriod(until, end + 1.5 * day), { state: 'ended', until, daysLeft: -2 })
  t.end()
})

t.test('the operator is told once there is something to do', (t) => {
  const warn = (now: number) => supportWarning('Shop 1', supportPeriod(until, now))
  t.equal(warn(end - 200 * day), undefined)
  t.match(warn(end - 10 * day), /loses its support in 10 days, on 2027-10-01/)
  t.match(warn(end + day), /without support since 2027-10-01/)
  t.end()
})
