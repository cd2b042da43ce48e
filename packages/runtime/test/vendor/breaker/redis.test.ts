import t, { type Test } from 'tap'
import { startRedis } from '@patchbay/test-servers'
import { openRedisState, whenUp } from '../../shared-state/redis/open-redis-state.ts'
import { until } from '../../support/until.ts'
import { admit, breakDown, openInstance, statesOf } from './fleet.ts'

const redis = await startRedis({ own: true })
t.teardown(() => redis.stop())

const settings = {
  breakerReset: '300ms',
  breakerResetMax: '300ms',
}

async function openFleet(t: Test, size: number) {
  const states = await Promise.all(Array.from({ length: size }, () => openRedisState(t, redis)))
  return { states, fleet: states.map((state) => openInstance(t, { state, settings })) }
}

t.test('instances that share a Redis open, probe and close together', async (t) => {
  const { fleet } = await openFleet(t, 3)
  const [one] = fleet
  if (one === undefined) throw new Error('there is no instance')
  await breakDown(one)
  t.ok(await until(() => statesOf(fleet).every((state) => state !== 'closed')), 'all have heard it')
  t.ok(await until(() => statesOf(fleet).every((state) => state === 'half-open')))
  const asking = fleet.flatMap((instance) => [instance, instance])
  const tickets = await Promise.all(
    asking.map(async (instance) => ({ instance, ticket: await admit(instance.breaker) })),
  )
  const probes = tickets.filter(({ ticket }) => ticket !== 0)
  t.equal(probes.length, 1, 'one probe for the fleet')
  for (const { instance, ticket } of probes) instance.breaker.finish(ticket, 'success', 1, undefined)
  t.ok(await until(() => statesOf(fleet).every((state) => state === 'closed')))
})

t.test('each goes on alone without it, and they agree again with it', async (t) => {
  const { fleet, states } = await openFleet(t, 2)
  const [one, two] = fleet
  if (one === undefined || two === undefined) throw new Error('there is no instance')
  await redis.kill()
  await Promise.all(states.map(({ availability }) => whenUp(availability, false)))
  await breakDown(one)
  t.same(statesOf(fleet), ['open', 'closed'])
  t.equal(await two.attempt('well'), true)
  one.breaker.isolate()
  await redis.restart()
  await Promise.all(states.map(({ availability }) => whenUp(availability)))
  t.ok(await until(() => statesOf(fleet).every((state) => state === 'isolated')), 'the other has heard it')
  two.breaker.reset()
  t.ok(await until(() => statesOf(fleet).every((state) => state === 'closed')))
})

t.test('who joins learns what is isolated', async (t) => {
  const { fleet } = await openFleet(t, 1)
  const [one] = fleet
  if (one === undefined) throw new Error('there is no instance')
  one.breaker.isolate()
  const { fleet: joined } = await openFleet(t, 1)
  t.ok(await until(() => statesOf(joined)[0] === 'isolated'))
})
