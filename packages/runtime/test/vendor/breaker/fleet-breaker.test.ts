import fc from 'fast-check'
import t, { type Test } from 'tap'
import { createMemoryState } from '../../../src/shared-state/memory/create-memory-state.ts'
import type { SharedState } from '../../../src/shared-state/shared-state.ts'
import { remoteState, type RemoteState } from '../../support/remote-state.ts'
import { stopTime, type StoppedTime } from '../../support/stopped-time.ts'
import { admit, breakDown, openInstance, statesOf, type Instance } from './fleet.ts'

function open(t: Test, size = 3) {
  const time = stopTime()
  t.teardown(() => time.end())
  const remote = remoteState(time.now, size)
  let isSilent = false
  // Messages are delivered at most once, so a test can lose them.
  const state: RemoteState = {
    ...remote,
    messages: {
      publish: (channel, message) => (isSilent ? undefined : remote.messages.publish(channel, message)),
      subscribe: (channel, listener) => remote.messages.subscribe(channel, listener),
    },
  }
  const setSilent = (next: boolean): void => void (isSilent = next)
  const join = (): Instance => openInstance(t, { state, now: time.now, wall: time.wall })
  return {
    time,
    state,
    setSilent,
    join,
    fleet: Array.from({ length: size }, join) as [Instance, Instance, Instance],
  }
}

// What the store answers comes with the next turns of the loop.
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const pass = async (time: StoppedTime, duration: number): Promise<void> => {
  time.advance(duration)
  await settle()
}

t.test('once one instance has opened, all refuse, and say the same', async (t) => {
  const { fleet } = open(t)
  const [one, two, three] = fleet
  await breakDown(one)
  await settle()
  t.same(statesOf(fleet), ['open', 'open', 'open'])
  t.equal(await two.attempt('well'), false)
  t.equal(two.breaker.refusal().message, one.breaker.refusal().message)
  t.match(two.breaker.refusal(), {
    code: 'circuit_open',
    status: 503,
    retryAfter: 5,
    message:
      /^Calls to https:\/\/shop\.example are held back since .*: 10 of 10 attempts had failed \(100 %\), the last with vendor_error \(status 503\)\.$/,
  })
  t.match(one.transitions, [{ from: 'closed', to: 'open', isOwn: true }])
  t.match(three.transitions, [{ from: 'closed', to: 'open', isOwn: false }])
  t.match(await three.metrics.metrics(), /patchbay_breaker_transitions_total\{connector="shop",to="open"\} 1/)
})

t.test('one instance sends the probe, and closes for all', async (t) => {
  const { fleet, time } = open(t)
  const [one, two, three] = fleet
  await breakDown(one)
  await pass(time, 5_000)
  t.same(statesOf(fleet), ['half-open', 'half-open', 'half-open'])
  const tickets = await Promise.all([two, one, three, two, one].map(({ breaker }) => admit(breaker)))
  t.equal(tickets.filter((ticket) => ticket !== 0).length, 1, 'of five calls at three instances')
  t.match(three.breaker.refusal().message, /Another call tries whether/)
  two.breaker.finish(tickets[0] ?? 0, 'success', 1, undefined)
  await settle()
  t.same(statesOf(fleet), ['closed', 'closed', 'closed'])
  t.same(await Promise.all(fleet.map(({ attempt }) => attempt('well'))), [true, true, true])
})

t.test('a probe that fails keeps all waiting for twice as long', async (t) => {
  const { fleet, time } = open(t)
  const [one, two] = fleet
  await breakDown(one)
  await pass(time, 5_000)
  t.equal(await two.attempt('badly'), true)
  await settle()
  t.same(statesOf(fleet), ['open', 'open', 'open'])
  await pass(time, 9_999)
  t.same(statesOf(fleet), ['open', 'open', 'open'])
  t.equal(one.breaker.status().failedProbes, 1)
  await pass(time, 1)
  t.same(statesOf(fleet), ['half-open', 'half-open', 'half-open'])
})

t.test('a probe that proved nothing leaves the next to anybody', async (t) => {
  const { fleet, time } = open(t)
  const [one, two] = fleet
  await breakDown(one)
  await pass(time, 5_000)
  const ticket = await admit(one.breaker)
  t.not(ticket, 0)
  t.equal(await admit(two.breaker), 0)
  one.breaker.finish(ticket, 'nothing', 1, undefined)
  await pass(time, 250)
  t.equal(await two.attempt('well'), true)
})

t.test('an instance that dies with the probe is waited for no longer than its call could last', async (t) => {
  const { fleet, time } = open(t)
  const [one, two] = fleet
  await breakDown(one)
  await pass(time, 5_000)
  t.not(await admit(one.breaker), 0)
  one.close()
  await pass(time, 10_000)
  t.equal(await two.attempt('well'), false)
  await pass(time, 2_000)
  t.equal(await two.attempt('well'), true)
})

t.test('who joins later, or missed the news, learns it from the store', async (t) => {
  const { fleet, time, state, setSilent, join } = open(t)
  const [one, two] = fleet
  setSilent(true)
  await breakDown(one)
  await settle()
  t.same(statesOf(fleet), ['open', 'closed', 'closed'], 'the news got lost')
  await two.breaker.sync()
  t.equal(two.breaker.status().state, 'open')
  await pass(time, 2_000)
  const late = join()
  await settle()
  t.equal(late.breaker.status().state, 'open')
  t.equal(late.breaker.refusal().retryAfter, 3, 'of the five seconds, two are over')

  state.setUp(false)
  t.equal(await two.attempt('well'), false)
  await pass(time, 3_000)
  t.equal(await two.attempt('well'), true, 'without the store each sends its own probe')
  await pass(time, 1)
  t.equal(await one.attempt('badly'), true)
  t.same(
    [two, one].map(({ breaker }) => breaker.status().state),
    ['closed', 'open'],
  )
  setSilent(false)
  state.setUp(true)
  await settle()
  await settle()
  t.same(statesOf([one, two]), ['open', 'open'], 'and with it they agree again')
})

t.test('a store that fails unnoticed stops nobody', async (t) => {
  const { fleet, time, state } = open(t)
  const [one] = fleet
  state.setFailing(true)
  await breakDown(one)
  t.equal(one.breaker.status().state, 'open')
  await pass(time, 5_000)
  t.equal(await one.attempt('well'), true)
  t.equal(one.breaker.status().state, 'closed')
})

t.test('a store that has lost everything is told again', async (t) => {
  const { fleet, state, join } = open(t)
  const [one] = fleet
  await breakDown(one)
  await settle()
  state.wipe()
  await one.breaker.sync()
  const late = join()
  await settle()
  t.equal(late.breaker.status().state, 'open')
})

t.test('what an operator isolates stays so for all, also for those who have not heard it yet', async (t) => {
  const { fleet, time, state } = open(t)
  const [one, two, three] = fleet
  one.breaker.isolate()
  await settle()
  t.same(statesOf(fleet), ['isolated', 'isolated', 'isolated'])
  two.breaker.hear({
    id: two.breaker.id,
    state: 'closed',
    manual: 0,
    stamp: time.wall() + 1_000_000,
    instance: 'another',
    since: time.wall(),
    probeIn: 0,
    failedProbes: 0,
    failures: 0,
    total: 0,
  })
  t.equal(two.breaker.status().state, 'isolated', 'the word of one who did not know')
  await pass(time, 3_600_000)
  t.match(two.breaker.refusal(), { retryAfter: 60, advice: /POST \/v1\/breakers\/shop:shop\.example\/close/ })
  time.jump(-3_600_000)
  three.breaker.reset()
  await settle()
  t.same(statesOf(fleet), ['closed', 'closed', 'closed'], 'whatever the clocks say')
  await breakDown(two)
  await settle()
  t.same(statesOf(fleet), ['open', 'open', 'open'])
  one.breaker.reset()
  await settle()
  t.same(statesOf(fleet), ['closed', 'closed', 'closed'])
  const strange = 'not a record'
  await state.messages.publish('breakers', strange)
  await state.messages.publish('breakers', JSON.stringify({ id: one.breaker.id }))
  t.same(statesOf(fleet), ['closed', 'closed', 'closed'], 'what is no record is passed over')
})

interface Given {
  readonly by: Instance
  readonly ticket: number
  readonly at: number
  /** How many transitions its instance had seen. */
  readonly round: number
}

// The ten seconds of the call, and what the lease has beyond them.
const longestProbe = 11_000

/** Everything at once, in a store of the same process: nothing to wait for. */
function openAtOnce(t: Test, time: StoppedTime, state: SharedState, size: number): Instance[] {
  return Array.from({ length: size }, () => openInstance(t, { state, now: time.now, wall: time.wall }))
}

t.test('whatever happens in whatever order, the fleet agrees and sends one probe', async (t) => {
  const act = fc.record({
    who: fc.nat(2),
    what: fc.constantFrom(
      'enter',
      'enter',
      'fail',
      'fail',
      'succeed',
      'nothing',
      'outage',
      'jump',
      'isolate',
      'reset',
    ),
    pause: fc.oneof({ weight: 3, arbitrary: fc.nat(400) }, { weight: 1, arbitrary: fc.nat(9_000) }),
  })
  let probed = 0
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 60, size: 'max' }), async (acts) => {
      const time = stopTime()
      const fleet = openAtOnce(t, time, createMemoryState({ now: time.now }), 3)
      const given: Given[] = []
      try {
        for (const { who, what, pause } of acts) {
          const instance = fleet[who] as Instance
          if (what === 'enter') {
            const ticket = await admit(instance.breaker)
            if (ticket !== 0)
              given.push({ by: instance, ticket, at: time.now(), round: instance.transitions.length })
          } else if (what === 'outage') await breakDown(instance)
          else if (what === 'jump') time.jump((who - 1) * 86_400_000)
          else if (what === 'isolate') instance.breaker.isolate()
          else if (what === 'reset') instance.breaker.reset()
          else {
            const [one] = given.splice(0, 1)
            const verdict = what === 'fail' ? 'failure' : what === 'succeed' ? 'success' : 'nothing'
            if (one !== undefined) one.by.breaker.finish(one.ticket, verdict, 1, undefined)
          }
          await settle()
          time.advance(pause)
          await settle()
          const states = statesOf(fleet)
          if (new Set(states).size > 1) throw new Error(`They disagree: ${states.join(', ')}.`)
          const probes = given.filter(
            ({ by, ticket, at, round }) =>
              ticket < 0 && round === by.transitions.length && time.now() < at + longestProbe,
          )
          if (probes.length > 1) throw new Error(`There are ${probes.length} probes.`)
          probed += probes.length
        }
      } finally {
        for (const instance of fleet) instance.close()
        time.end()
      }
    }),
    { numRuns: 60 },
  )
  t.ok(probed > 0)
})
