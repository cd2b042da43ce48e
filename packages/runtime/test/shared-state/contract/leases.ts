import { setTimeout as sleep } from 'node:timers/promises'
import type { Test } from 'tap'
import { sharedKey } from '../../../src/shared-state/shared-key.ts'
import type { SharedState } from '../../../src/shared-state/shared-state.ts'
import { freshScope } from './fresh-scope.ts'

const hour = 3_600_000

export function leasesContract(t: Test, open: () => SharedState): void {
  const key = () => sharedKey(freshScope(), 'lease')

  t.test('one has it, and nobody else gives it away', async (t) => {
    const { leases } = open()
    const one = key()
    const lease = await leases.acquire(one, 'a', hour)
    t.ok(lease !== undefined && lease.fencing > 0)
    t.equal(await leases.acquire(one, 'b', hour), undefined)
    t.equal(await leases.renew(one, 'b', hour), false)
    t.equal(await leases.release(one, 'b'), false)
    t.same(await leases.acquire(one, 'a', hour), lease, 'the owner renews it')
    t.equal(await leases.renew(one, 'a', hour), true)
    t.equal(await leases.release(one, 'a'), true)
    t.equal(await leases.release(one, 'a'), false)
    t.equal(await leases.renew(one, 'a', hour), false)
  })

  t.test('each holder has a greater token, after a release and after the end of the time', async (t) => {
    const { leases } = open()
    const one = key()
    const first = (await leases.acquire(one, 'a', hour))?.fencing ?? 0
    await leases.release(one, 'a')
    const second = (await leases.acquire(one, 'b', 30))?.fencing ?? 0
    t.ok(second > first)
    await sleep(50)
    const third = (await leases.acquire(one, 'a', hour))?.fencing ?? 0
    t.ok(third > second)
    t.equal(await leases.renew(one, 'b', hour), false, 'who was late has lost it')
    t.equal(await leases.release(one, 'b'), false)
    t.equal(await leases.acquire(one, 'b', hour), undefined)
  })

  t.test('of many who want it one gets it', async (t) => {
    const { leases } = open()
    const one = key()
    const results = await Promise.all(
      Array.from({ length: 50 }, async (_, index) => leases.acquire(one, String(index), hour)),
    )
    t.equal(results.filter((result) => result !== undefined).length, 1)
  })
}
