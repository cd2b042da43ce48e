import { setTimeout as sleep } from 'node:timers/promises'
import type { Test } from 'tap'
import { sharedKey } from '../../../src/shared-state/shared-key.ts'
import type { SharedState } from '../../../src/shared-state/shared-state.ts'
import { freshScope } from './fresh-scope.ts'

const ttl = 3_600_000
const bytes = Uint8Array.from({ length: 256 }, (_, index) => index)

export function cacheContract(t: Test, open: () => SharedState): void {
  const names = () => {
    const scope = freshScope()
    return { key: sharedKey(scope, 'entry'), tags: [sharedKey(scope, 'a'), sharedKey(scope, 'b')] }
  }

  t.test('keeps bytes as they are', async (t) => {
    const { cache } = open()
    const { key, tags } = names()
    t.equal(await cache.get(key), undefined)
    const stamp = await cache.stamp(tags)
    // A view into a larger buffer, which is what slices of answers are.
    t.equal(await cache.set(key, new Uint8Array(bytes.buffer, 100, 150), { ttl, tags, stamp }), true)
    t.same([...((await cache.get(key)) ?? [])], [...bytes.subarray(100, 250)])
    t.equal(await cache.set(key, new Uint8Array(), { ttl, tags, stamp }), true)
    t.equal((await cache.get(key))?.length, 0)
    await cache.delete(key)
    t.equal(await cache.get(key), undefined)
    t.equal(await cache.set(key, bytes, { ttl, tags: [], stamp: [] }), true)
    t.equal((await cache.get(key))?.length, 256, 'without tags')
  })

  t.test('forgets an entry after its time', async (t) => {
    const { cache } = open()
    const { key, tags } = names()
    const stamp = await cache.stamp(tags)
    await cache.set(key, bytes, { ttl: 30, tags, stamp })
    await sleep(50)
    t.equal(await cache.get(key), undefined)
    t.equal(await cache.set(key, bytes, { ttl: 0, tags, stamp }), false)
  })

  t.test('forgets an entry with one of its tags', async (t) => {
    const { cache } = open()
    const { key, tags } = names()
    const other = sharedKey(freshScope(), 'other')
    await cache.set(key, bytes, { ttl, tags, stamp: await cache.stamp(tags) })
    await cache.set(other, bytes, { ttl, tags: [], stamp: [] })
    await cache.invalidate(tags.slice(1))
    t.equal(await cache.get(key), undefined)
    t.ok(await cache.get(other), 'others stay')
    t.equal(
      await cache.set(key, bytes, { ttl, tags, stamp: await cache.stamp(tags) }),
      true,
      'and can be stored anew',
    )
    t.ok(await cache.get(key))
  })

  t.test('does not store what was read before an invalidation', async (t) => {
    const { cache } = open()
    const { key, tags } = names()
    const before = await cache.stamp(tags)
    await cache.invalidate(tags.slice(0, 1))
    t.equal(await cache.set(key, bytes, { ttl, tags, stamp: before }), false)
    t.equal(await cache.get(key), undefined)
    const between = await cache.stamp(tags)
    await Promise.all([
      cache.set(key, bytes, { ttl, tags, stamp: between }),
      cache.invalidate([...tags, sharedKey(freshScope(), 'elsewhere')]),
    ])
    t.equal(await cache.get(key), undefined, 'whichever of the two was first')
  })
}
