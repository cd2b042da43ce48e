import type { ProblemCode } from '@patchbay/contract'
import { sql } from 'kysely'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import {
  createIdempotency,
  type Admission,
  type Idempotency,
  type KeyedCall,
} from '../../../src/calls/idempotency/idempotency.ts'
import { forgetKeys } from '../../../src/calls/idempotency/forget-keys.ts'
import type { KeyOutcome } from '../../../src/calls/idempotency/idempotency-metrics.ts'
import type { KeyClaim } from '../../../src/calls/idempotency/key-claim.ts'
import { openBodies } from '../../support/open-bodies.ts'
import { ringOf } from '../../support/open-test-vault.ts'
import { until } from '../../support/until.ts'
import { withEachStore } from '../../support/with-each-store.ts'
import { flakyStore, type FlakyStore } from './flaky-store.ts'

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

interface Instance extends FlakyStore {
  readonly idempotency: Idempotency
  readonly counted: KeyOutcome[]
}

/** That of all instances. */
const ring = ringOf('a')

const open = (flaky: FlakyStore, ownRing = ring): Instance => {
  const counted: KeyOutcome[] = []
  const idempotency = createIdempotency({
    store: flaky.store,
    bodies: openBodies(flaky.store, ownRing),
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

/** Milliseconds since an earlier call has ended. */
const agoOf = (admission: Admission): number =>
  'claim' in admission ? (admission.unknownFor ?? Number.NaN) : Number.NaN

/** A test on both engines. */
const onEach = (name: string, body: (t: Test, flaky: FlakyStore) => Promise<void>): void => {
  void t.test(name, (t) => withEachStore(t, (t, store) => body(t, flakyStore(store))))
}

const refused = (t: Test, admission: Promise<Admission>, code: ProblemCode, more: object = {}) =>
  t.rejects(admission, { code, ...more })

onEach('the first call runs, the next ones get its answer', async (t, flaky) => {
  const { idempotency, counted } = open(flaky)
  const claim = claimOf(t, await idempotency.admit(callWith()))
  await refused(t, idempotency.admit(callWith()), 'conflict', { status: 409, retryable: true, retryAfter: 1 })
  await claim.keep(answer)
  t.same(await idempotency.admit(callWith()), { answer })
  t.same(await idempotency.admit(callWith()), { answer })
  t.same(counted, ['first', 'running', 'replayed', 'replayed'])
})

onEach('of many calls at once exactly one runs', async (t, flaky) => {
  const instances = [open(flaky), open(flaky), open(flaky)]
  const admissions = await Promise.allSettled(
    instances.flatMap(({ idempotency }) => Array.from({ length: 50 }, () => idempotency.admit(callWith()))),
  )
  t.equal(admissions.filter(({ status }) => status === 'fulfilled').length, 1)
  for (const admission of admissions) {
    if (admission.status === 'rejected') t.match(admission.reason, { code: 'conflict' })
  }
})

onEach('another input under the same key is refused, whatever became of the first', async (t, flaky) => {
  const { idempotency, pass, counted } = open(flaky)
  const other = (): Promise<Admission> => idempotency.admit(callWith({ input: { a: 2 } }))
  const claim = claimOf(t, await idempotency.admit(callWith()))
  await refused(t, other(), 'idempotency_mismatch', { status: 422 })
  await pass(60_000)
  await refused(t, other(), 'idempotency_mismatch')
  await claim.keep(answer)
  await refused(t, other(), 'idempotency_mismatch')
  t.same(counted, ['first', 'mismatch', 'mismatch', 'mismatch'])
})

onEach(
  'a key means something else for another caller, connection, operation or connector',
  async (t, flaky) => {
    const { idempotency } = open(flaky)
    claimOf(t, await idempotency.admit(callWith()))
    for (const member of Object.keys(scope)) {
      claimOf(t, await idempotency.admit(callWith({ scope: { ...scope, [member]: 'other' } })))
    }
    claimOf(t, await idempotency.admit(callWith({ key: 'two' })))
  },
)

onEach('a key whose call had no effect is free again', async (t, flaky) => {
  const { idempotency } = open(flaky)
  await claimOf(t, await idempotency.admit(callWith())).free()
  const again = claimOf(t, await idempotency.admit(callWith({ input: { a: 2 } })))
  await again.keep(answer)
  t.same(await idempotency.admit(callWith({ input: { a: 2 } })), { answer })
})

onEach('a key is forgotten after its time', async (t, flaky) => {
  const { idempotency, pass } = open(flaky)
  await claimOf(t, await idempotency.admit(callWith())).keep(answer)
  await pass(day - 60_000)
  t.same(await idempotency.admit(callWith()), { answer })
  await pass(60_000)
  claimOf(t, await idempotency.admit(callWith()))
})

onEach(
  'a call that was cut off is not run again, and its outcome is said to be unknown',
  async (t, flaky) => {
    const dead = open(flaky)
    const { idempotency, counted } = open(flaky)
    const claim = claimOf(t, await dead.idempotency.admit(callWith({ timeout: 1_000 })))
    await refused(t, idempotency.admit(callWith()), 'conflict', { retryAfter: 1 })
    await flaky.pass(1_000)
    await refused(t, idempotency.admit(callWith()), 'conflict', {}) // its margin is not over
    await flaky.pass(5_000)
    for (let time = 0; time < 3; time += 1) {
      await refused(t, idempotency.admit(callWith()), 'outcome_unknown', { status: 409, retryable: false })
    }
    t.same(counted, ['running', 'running', 'cut_off', 'cut_off', 'cut_off'])
    await claim.keep(answer)
    t.same(await idempotency.admit(callWith()), { answer }, 'it was only slow after all')
  },
)

onEach('an operation that recovers takes over what was cut off, one call at a time', async (t, flaky) => {
  const dead = open(flaky)
  const instances = [open(flaky), open(flaky)]
  const recovering = () => callWith({ timeout: 1_000, recovers: true })
  const late = claimOf(t, await dead.idempotency.admit(recovering()))
  await refused(t, dead.idempotency.admit(recovering()), 'conflict')
  await flaky.pass(36_000)
  const admissions = await Promise.allSettled(
    instances.flatMap(({ idempotency }) => [1, 2, 3].map(() => idempotency.admit(recovering()))),
  )
  const [admitted, ...others] = admissions.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  t.same(others, [])
  if (admitted === undefined) throw new TypeError('none is admitted')
  t.ok(agoOf(admitted) >= 29_000, 'since its lease has ended')
  const claim = claimOf(t, admitted)
  t.ok(claim.isRecovery)
  await late.keep(answer)
  await refused(t, dead.idempotency.admit(recovering()), 'conflict', {}) // it belongs to the other one now
  await claim.leave()
  const again = await dead.idempotency.admit(recovering())
  t.ok(agoOf(again) >= 29_000, 'the time counts from the first')
  await claimOf(t, again).keep(answer)
  t.same(await dead.idempotency.admit(recovering()), { answer })
})

onEach('a call that leaves its outcome open is not run again where nobody can find out', async (t, flaky) => {
  const { idempotency } = open(flaky)
  await claimOf(t, await idempotency.admit(callWith())).leave()
  await refused(t, idempotency.admit(callWith()), 'outcome_unknown', { status: 409 })
  t.match(await idempotency.admit(callWith({ recovers: true })), { unknownFor: Number })
})

onEach('an answer that is too large is not kept, and the call is not run again', async (t, flaky) => {
  const { idempotency } = open(flaky)
  const large = { ...answer, body: 'x'.repeat(300_000) }
  await claimOf(t, await idempotency.admit(callWith())).keep(large)
  await refused(t, idempotency.admit(callWith()), 'conflict', { retryable: false, message: /was not kept/ })
})

/** Whether a call with this key runs now. */
const runs = (idempotency: Idempotency, key: string): Promise<boolean> =>
  idempotency.admit(callWith({ key })).then(
    (admission) => 'claim' in admission,
    () => false,
  )

onEach('without the store no call with a key runs', async (t, flaky) => {
  const { idempotency, failing, counted, availability } = open(flaky)
  await claimOf(t, await idempotency.admit(callWith({ key: 'kept' }))).keep(answer)
  availability.isUp = false
  const unavailable = { status: 503, retryable: true, retryAfter: 1 }
  for (const failure of ['before', 'after'] as const) {
    counted.length = 0
    failing.set('insert', failure)
    await refused(t, idempotency.admit(callWith({ key: failure })), 'state_unavailable', unavailable)
    failing.clear()
    failing.set('select', failure)
    await refused(t, idempotency.admit(callWith({ key: 'kept' })), 'state_unavailable', unavailable)
    t.same(counted, ['unavailable', 'unavailable'])
    failing.clear()
    // What the refused call may have left is taken back, so that the next one need not wait for it to lapse.
    t.ok(await until(() => runs(idempotency, failure)), `it fails ${failure} it is done: the next call runs`)
  }
  t.same(await idempotency.admit(callWith({ key: 'kept' })), { answer })
})

onEach('a store that was away for a moment is asked again', async (t, flaky) => {
  const { idempotency, counted } = open(flaky)
  for (const failure of ['before', 'after'] as const) {
    let asked = 0
    flaky.onAsk = () => {
      if ((asked += 1) > 1) flaky.failing.clear()
    }
    flaky.failing.set('insert', failure)
    await claimOf(t, await idempotency.admit(callWith({ key: failure }))).keep(answer)
    asked = 0
    flaky.failing.set('select', failure)
    t.same(
      await idempotency.admit(callWith({ key: failure })),
      { answer },
      `failed once ${failure} it was done`,
    )
  }
  t.same(counted, ['first', 'replayed', 'first', 'replayed'])
})

onEach('how a call ended is recorded once the store is back', async (t, flaky) => {
  const { idempotency, failing } = open(flaky)
  for (const failure of ['before', 'after'] as const) {
    const [one, other] = [`kept-${failure}`, `freed-${failure}`]
    const kept = claimOf(t, await idempotency.admit(callWith({ key: one })))
    const freed = claimOf(t, await idempotency.admit(callWith({ key: other })))
    failing.set('insert', failure).set('delete', failure)
    await kept.keep(answer)
    await freed.free()
    failing.clear()
    const settled = async (): Promise<boolean> =>
      idempotency.admit(callWith({ key: one })).then(
        (admission) => 'answer' in admission,
        () => false,
      )
    t.ok(await until(settled), `failing ${failure}: the answer is kept`)
    t.ok(await until(() => runs(idempotency, other)), `failing ${failure}: the other key is free`)
  }
})

onEach('what has ended is deleted, and nothing else', async (t, flaky) => {
  const { idempotency, pass } = open(flaky)
  await claimOf(t, await idempotency.admit(callWith({ key: 'old' }))).keep(answer)
  await pass(day)
  await claimOf(t, await idempotency.admit(callWith({ key: 'new' }))).keep(answer)
  await forgetKeys(flaky.store)
  const { rows } = await sql`select id from idempotency_records`.execute(flaky.store.database)
  t.equal(rows.length, 1)
  t.same(await idempotency.admit(callWith({ key: 'new' })), { answer })
})

onEach('a store that has lost everything learns how the call ended', async (t, flaky) => {
  const { idempotency } = open(flaky)
  const claim = claimOf(t, await idempotency.admit(callWith()))
  await sql`delete from idempotency_records`.execute(flaky.store.database)
  await claim.keep(answer)
  t.same(await idempotency.admit(callWith()), { answer })
})

onEach('an answer whose key is gone is not told, and the call is not run again', async (t, flaky) => {
  await claimOf(t, await open(flaky).idempotency.admit(callWith())).keep(answer)
  const { idempotency } = open(flaky, ringOf('b'))
  await refused(t, idempotency.admit(callWith()), 'conflict', { retryable: false, message: /was not kept/ })
})

onEach('closing waits for calls that run, and writes what is waiting', async (t, flaky) => {
  const { idempotency, failing } = open(flaky)
  const claim = claimOf(t, await idempotency.admit(callWith()))
  let isClosed = false
  const closed = idempotency.close().then(() => (isClosed = true))
  await new Promise((resolve) => setTimeout(resolve, 50))
  t.notOk(isClosed, 'a call still runs')
  failing.set('insert', 'before')
  const kept = claim.keep(answer)
  failing.clear()
  await Promise.all([kept, closed])
  t.same(await open(flaky).idempotency.admit(callWith()), { answer })
})
