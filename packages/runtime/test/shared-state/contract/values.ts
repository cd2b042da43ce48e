import { setTimeout as sleep } from 'node:timers/promises'
import type { Test } from 'tap'
import { sharedKey } from '../../../src/shared-state/shared-key.ts'
import type { SharedState } from '../../../src/shared-state/shared-state.ts'
import { freshScope } from './fresh-scope.ts'

const hour = 3_600_000

export function valuesContract(t: Test, open: () => SharedState): void {
  const key = () => sharedKey(freshScope(), 'value')

  t.test('a value is there until it is deleted', async (t) => {
    const { values } = open()
    const one = key()
    t.equal(await values.get(one), undefined)
    const version = await values.set(one, 'zwölf "Boxkämpfer"\r\n', { ttl: hour })
    t.same(await values.get(one), { value: 'zwölf "Boxkämpfer"\r\n', version })
    t.equal(await values.delete(one), true)
    t.equal(await values.get(one), undefined)
    t.equal(await values.delete(one), false)
  })

  t.test('a value is forgotten after its time', async (t) => {
    const { values } = open()
    const one = key()
    await values.set(one, 'a', { ttl: 30.5 })
    await sleep(50)
    t.equal(await values.get(one), undefined)
    t.ok(await values.set(one, 'b', { ttl: hour, ifVersion: 0 }), 'and nothing is there')
  })

  t.test('versions grow, also over deletions, and guard changes', async (t) => {
    const { values } = open()
    const one = key()
    const first = (await values.set(one, 'a', { ttl: hour, ifVersion: 0 })) ?? 0
    t.ok(first > 0)
    t.equal(await values.set(one, 'b', { ttl: hour, ifVersion: 0 }), undefined)
    const second = (await values.set(one, 'c', { ttl: hour, ifVersion: first })) ?? 0
    t.ok(second > first)
    t.equal(await values.delete(one, first), false)
    t.equal(await values.set(one, 'd', { ttl: hour, ifVersion: first }), undefined)
    t.match(await values.get(one), { value: 'c', version: second })
    t.equal(await values.delete(one, second), true)
    const third = (await values.set(one, 'e', { ttl: hour })) ?? 0
    t.ok(third > second, 'a version does not come again')
  })

  t.test('of many who change the same version one succeeds', async (t) => {
    const { values } = open()
    const one = key()
    const version = await values.set(one, 'start', { ttl: hour })
    const results = await Promise.all(
      Array.from({ length: 50 }, async (_, index) =>
        values.set(one, String(index), { ttl: hour, ifVersion: version ?? 0 }),
      ),
    )
    t.equal(results.filter((result) => result !== undefined).length, 1)
  })
}
