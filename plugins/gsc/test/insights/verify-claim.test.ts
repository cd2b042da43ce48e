import t from 'tap'
import { verifyClaim, type VerifyClaimInput } from '../../src/insights/verify-claim.ts'
import { row } from './support.ts'

const run = (input: Partial<VerifyClaimInput>) =>
  verifyClaim({ rows: [row('a', 60, 1000, 4), row('b', 40, 1000, 8)], expected: 0, ...input })

t.test('a number holds within the tolerance, its ends included', async (t) => {
  t.strictSame(run({ expected: 100 }), {
    verdict: 'confirmed',
    expected: 100,
    actual: 100,
    difference: 0,
    allowed: 5,
  })
  t.equal(run({ expected: 95.238095 }).verdict, 'confirmed')
  t.match(run({ expected: 95 }), { verdict: 'refuted', difference: 5, allowed: 4.75 })
  t.equal(run({ expected: 95, tolerance: 0.1 }).verdict, 'confirmed')
  t.equal(run({ expected: 95, tolerance: 0, absoluteTolerance: 5 }).verdict, 'confirmed')
})

t.test('each metric can be claimed', async (t) => {
  t.match(run({ metric: 'impressions', expected: 2000 }), { verdict: 'confirmed', actual: 2000 })
  t.match(run({ metric: 'ctr', expected: 0.05 }), { verdict: 'confirmed', actual: 0.05 })
  t.match(run({ metric: 'position', expected: 6.2 }), { verdict: 'confirmed', actual: 6 })
  t.match(run({ metric: 'position', expected: 4 }), { verdict: 'refuted', difference: 2 })
})

t.test('changes can be claimed', async (t) => {
  const previous = [row('a', 125, 2000, 9)]
  t.match(run({ previous, about: 'change', expected: -25 }), { verdict: 'confirmed', actual: -25 })
  t.match(run({ previous, about: 'relative_change', expected: -0.2 }), { verdict: 'confirmed', actual: -0.2 })
  t.match(run({ previous, about: 'relative_change', expected: 0.2 }), {
    verdict: 'refuted',
    difference: -0.4,
  })
})

t.test('what has no number cannot be verified', async (t) => {
  const none = { verdict: 'unverifiable', actual: null, difference: null }
  t.match(run({ rows: [], metric: 'ctr', expected: 0.1 }), none)
  t.match(run({ about: 'change', expected: 1 }), none)
  t.match(run({ previous: [], about: 'relative_change', expected: 1 }), none)
  t.match(run({ rows: [], expected: 0 }), { verdict: 'confirmed', actual: 0 })
})
