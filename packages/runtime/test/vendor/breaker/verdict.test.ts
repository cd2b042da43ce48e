import t from 'tap'
import { Problem, problemKinds, type ProblemCode } from '@patchbay/contract'
import { verdictOf, verdictOfCut, type Verdict } from '../../../src/vendor/breaker/verdict.ts'

const counted: Partial<Record<ProblemCode, Verdict>> = {
  vendor_error: 'failure',
  vendor_timeout: 'failure',
  connection_unauthorized: 'alive',
  connection_forbidden: 'alive',
  vendor_rate_limited: 'alive',
  internal: 'alive',
}

t.test('what each problem says of a vendor that answered', (t) => {
  for (const code of Object.keys(problemKinds) as ProblemCode[]) {
    t.equal(verdictOf(new Problem(code), true), counted[code] ?? 'success', code)
  }
  t.equal(verdictOf(undefined, true), 'success')
  t.end()
})

t.test('what each problem says where there was no answer', (t) => {
  for (const code of Object.keys(problemKinds) as ProblemCode[]) {
    t.equal(verdictOf(new Problem(code), false), counted[code] === 'failure' ? 'failure' : 'nothing', code)
  }
  t.end()
})

t.test('what lies in the one answer is no failure of the vendor', (t) => {
  t.equal(verdictOf(new Problem('vendor_error', { retryable: false }), false), 'alive')
  t.equal(verdictOf(new Problem('vendor_error', { upstream: { status: 302 } }), true), 'alive')
  t.equal(verdictOf(new Problem('vendor_error', { upstream: { status: 500 } }), true), 'failure')
  t.end()
})

t.test('who cuts an attempt short before its time can blame nobody', (t) => {
  t.equal(verdictOfCut(new Problem('vendor_timeout'), true), 'failure')
  t.equal(verdictOfCut(new Problem('vendor_timeout'), false), 'nothing')
  t.equal(verdictOfCut(new Problem('cancelled'), true), 'nothing')
  t.end()
})
