import type { ProblemCode } from '@patchbay/contract'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import {
  createIdempotency,
  type Admission,
  type Idempotency,
  type KeyedCall,
} from '../../../src/calls/idempotency/idempotency.ts'
import type { KeyOutcome } from '../../../src/calls/idempotency/idempotency-metrics.ts'
import type { KeyClaim } from '../../../src/calls/idempotency/key-claim.ts'
import { until } from '../../support/until.ts'
import { flakyState, type FlakyState } from './flaky-state.ts'

const day = 86_400_000
const scope = {
  tenant: 'default',
  principal: 'operator',
  connector: 'probe@1',
  operation: 'items.add',
  connection: 'main',
}
const answer = { status: 200, contentType: 'application/json', body: '{"data":1}' }

let owners = 0
const callWith = (changes: Partial<KeyedCall> = {}): KeyedCall => ({
  scope,
  key: 'one',
  input: { a: 1 },
  owner: `owner-${(owners += 1)}`,
  timeout: 1_000,
  ...changes,
})

interface Instance extends FlakyState {
  readonly idempotency: Idempotency
  readonly counted: KeyOutcome[]
}

const open = (flaky: FlakyState = flakyState()): Instance => {
  const counted: KeyOutcome[] = []
  const idempotency = createIdempotency({
    state: flaky.state,
    ttl: day,
    count: (outcome) => counted.push(outcome),
    log: pino({ level: 'silent' }),
  })
  return { ...flaky, idempotency, counted }
}

function claimOf(t: Test, admission: Admission): KeyClaim {
  t.ok('claim' in admission, 'the call may run', admission)
  if ('claim' in admission) return admission.claim
  throw new TypeError('there is no claim')
}

const refused = (t: Test, admission: Promise<Admission>, code: ProblemCode, more: object = {}) =>
  t.rejects(admission, { code, ...more })

t.test('the first call runs, the next ones get its answer', async (t) => {
  const { idempotency, counted } = open()
  const claim = claimOf(t, await idempotency.admit(callWith()))
  await refused(t, idempotency.admit(callWith()), 'conflict', { status: 409, retryable: true, retryAfter: 1 })
  await claim.keep(answer)
  t.same(await idempotency.admit(callWith()), { answer })
  t.same(await idempotency.admit(callWith()), { answer })
  t.same(counted, ['first', 'running', 'replayed', 'replayed'])
})

t.test('of many calls at once exactly one runs', async (t) => {
  const shared = flakyState()
  const instances = [open(shared), open(shared), open(shared)]
  const admissions = await Promise.allSettled(
    instances.flatMap(({ idempotency }) => Array.from({ length: 50 }, () => idempotency.admit(callWith()))),
  )
  t.equal(admissions.filter(({ status }) => status === 'fulfilled').length, 1)
  for (const admission of admissions) {
    if (admission.status === 'rejected') t.match(admission.reason, { code: 'conflict' })
  }
})

t.test('another input under the same key is refused, whatever became of the first', async (t) => {
  const { idempotency, pass, counted } = open()
  const other = (): Promise<Admission> => idempotency.admit(callWith({ input: { a: 2 } }))
  const claim = claimOf(t, await idempotency.admit(callWith()))
  await refused(t, other(), 'idempotency_mismatch', { status: 422 })
  pass(60_000)
  await refused(t, other(), 'idempotency_mismatch')
  await claim.keep(answer)
  await refused(t, other(), 'idempotency_mismatch')
  t.same(counted, ['first', 'mismatch', 'mismatch', 'mismatch'])
})

t.test('a key means something else for another caller, connection, operation or connector', async (t) => {
  const { idempotency } = open()
  claimOf(t, await idempotency.admit(callWith()))
  for (const member of Object.keys(scope)) {
    claimOf(t, await idempotency.admit(callWith({ scope: { ...scope, [member]: 'other' } })))
  }
  claimOf(t, await idempotency.admit(callWith({ key: 'two' })))
})

t.test('a key whose call had no effect is free again', async (t) => {
  const { idempotency } = open()
  await claimOf(t, await idempotency.admit(callWith())).free()
  const again = claimOf(t, await idempotency.admit(callWith({ input: { a: 2 } })))
  await again.keep(answer)
  t.same(await idempotency.admit(callWith({ input: { a: 2 } })), { answer })
})

t.test('a key is forgotten after its time', async (t) => {
  const { idempotency, pass } = open()
  await claimOf(t, await idempotency.admit(callWith())).keep(answer)
  pass(day - 1)
  t.same(await idempotency.admit(callWith()), { answer })
  pass(2)
  claimOf(t, await idempotency.admit(callWith()))
})

t.test('a call that was cut off is not run again, and its outcome is said to be unknown', async (t) => {
  const shared = flakyState()
  const dead = open(shared)
  const { idempotency, counted } = open(shared)
  const claim = claimOf(t, await dead.idempotency.admit(callWith({ timeout: 1_000 })))
  await refused(t, idempotency.admit(callWith()), 'conflict', { retryAfter: 1 })
  shared.pass(1_000)
  await refused(t, idempotency.admit(callWith()), 'conflict', {}) // its margin is not over
  shared.pass(5_000)
  for (let time = 0; time < 3; time += 1) {
    await refused(t, idempotency.admit(callWith()), 'outcome_unknown', { status: 409, retryable: false })
  }
  t.same(counted, ['running', 'running', 'cut_off', 'cut_off', 'cut_off'])
  await claim.keep(answer)
  t.same(await idempotency.admit(callWith()), { answer }, 'it was only slow after all')
})

t.test('an answer that is too large is not kept, and the call is not run again', async (t) => {
  const { idempotency } = open()
  const large = { ...answer, body: 'x'.repeat(300_000) }
  await claimOf(t, await idempotency.admit(callWith())).keep(large)
  await refused(t, idempotency.admit(callWith()), 'conflict', { retryable: false, message: /too large/ })
})

t.test('without the store no call with a key runs', async (t) => {
  for (const verb of ['get', 'acquire', 'set'] as const) {
    for (const failure of ['before', 'after'] as const) {
      const label = `${verb} fails ${failure} it is done`
      const { idempotency, failing, counted, availability } = open()
      availability.isUp = false
      failing.set(verb, failure)
      const unavailable = { status: 503, retryable: true, retryAfter: 1 }
      await refused(t, idempotency.admit(callWith()), 'state_unavailable', unavailable)
      t.same(counted, ['unavailable'], label)
      failing.clear()
      // What the refused call may have left is taken back, so that the next one need not wait for it to lapse.
      const retried = async (): Promise<boolean> =>
        idempotency.admit(callWith()).then(
          (admission) => 'claim' in admission,
          () => false,
        )
      t.ok(await until(retried), `${label}: the next call runs`)
    }
  }
})

t.test('a store that was slow once is asked again', async (t) => {
  for (const verb of ['get', 'acquire', 'set'] as const) {
    for (const failure of ['before', 'after'] as const) {
      const flaky = flakyState()
      const { idempotency, counted } = open(flaky)
      flaky.failing.set(verb, failure)
      let asked = 0
      flaky.onAsk = (name) => {
        if (name === verb && (asked += 1) > 1) flaky.failing.clear()
      }
      await claimOf(t, await idempotency.admit(callWith())).keep(answer)
      t.same(await idempotency.admit(callWith()), { answer }, `${verb} failed once ${failure} it was done`)
      t.same(counted, ['first', 'replayed'])
    }
  }
})

t.test('how a call ended is recorded once the store is back', async (t) => {
  for (const failure of ['before', 'after'] as const) {
    const { idempotency, failing } = open()
    const kept = claimOf(t, await idempotency.admit(callWith()))
    const freed = claimOf(t, await idempotency.admit(callWith({ key: 'two' })))
    failing.set('set', failure).set('delete', failure)
    await kept.keep(answer)
    await freed.free()
    failing.clear()
    const settled = async (): Promise<boolean> =>
      idempotency.admit(callWith()).then(
        (admission) => 'answer' in admission,
        () => false,
      )
    t.ok(await until(settled), `failing ${failure}: the answer is kept`)
    const retried = async (): Promise<boolean> =>
      idempotency.admit(callWith({ key: 'two' })).then(
        (admission) => 'claim' in admission,
        () => false,
      )
    t.ok(await until(retried), `failing ${failure}: the other key is free`)
  }
})

t.test('a store that has lost everything learns how the call ended', async (t) => {
  const { idempotency, pass } = open()
  const claim = claimOf(t, await idempotency.admit(callWith()))
  pass(day + 1) // the record is gone
  await claim.keep(answer)
  t.same(await idempotency.admit(callWith()), { answer })
})

t.test('closing waits for calls that run, and writes what is waiting', async (t) => {
  const shared = flakyState()
  const { idempotency, failing } = open(shared)
  const claim = claimOf(t, await idempotency.admit(callWith()))
  let isClosed = false
  const closed = idempotency.close().then(() => (isClosed = true))
  await new Promise((resolve) => setTimeout(resolve, 50))
  t.notOk(isClosed, 'a call still runs')
  failing.set('set', 'before')
  const kept = claim.keep(answer)
  failing.clear()
  await Promise.all([kept, closed])
  t.same(await open(shared).idempotency.admit(callWith()), { answer })
})
