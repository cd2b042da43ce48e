import { randomUUID } from 'node:crypto'
import t, { type Test } from 'tap'
import { startRedis } from '@patchbay/test-servers'
import { counting, openShelf, type OpenShelf } from '../../support/open-shelf.ts'
import { startVendor } from '../../support/start-vendor.ts'
import { until } from '../../support/until.ts'

const redis = await startRedis({ own: true })
t.teardown(() => redis.stop())

/** Two instances as they are in production, each with a connection to Redis of its own. */
async function openFleet(t: Test): Promise<readonly [OpenShelf, OpenShelf]> {
  const vendor = await startVendor(t, counting())
  // On a busy machine a Redis that answers is not to look as if it were away again and again.
  const settings = { redisUrl: redis.url, redisPrefix: randomUUID(), redisTimeout: '500ms' }
  const one = await openShelf(t, { vendor, settings })
  const two = await openShelf(t, { vendor, settings })
  return [one, two]
}

t.test('instances share what they have fetched, and what they have changed', async (t) => {
  const [one, two] = await openFleet(t)
  const first = await one.find()
  t.equal(first.cache, 'miss')
  t.ok(await until(async () => (await two.find()).cache === 'hit'))
  t.same((await two.find()).titles, first.titles)
  t.equal(one.vendor.requests.length, 1)

  t.equal((await one.call('books.add')).status, 200)
  const [mine, theirs] = [await one.find(), await two.find()]
  t.same(mine.titles, theirs.titles)
  t.not(JSON.stringify(mine.titles), JSON.stringify(first.titles))
})

t.test('without Redis each goes on by itself, and afterwards they agree again', async (t) => {
  const [one, two] = await openFleet(t)
  const first = await one.find()
  await two.find()
  redis.pause()
  t.equal((await one.find()).cache, 'hit')
  t.equal((await one.find('shelf=b')).status, 200)
  t.equal((await one.call('books.add')).status, 200)
  t.not(JSON.stringify((await one.find()).titles), JSON.stringify(first.titles))
  redis.resume()
  t.ok(
    await until(async () => {
      const [mine, theirs] = [await one.find(), await two.find()]
      return JSON.stringify(mine.titles) === JSON.stringify(theirs.titles) && theirs.cache === 'hit'
    }, 20_000),
    'the write that was made meanwhile is known to both',
  )
})
