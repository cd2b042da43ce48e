import t from 'tap'
import { connectorReference } from '../../src/connectors/connector-reference.ts'
import { describeConnector } from '../../src/connectors/describe-connector.ts'
import { inspectCaching } from '../../src/connectors/inspect-caching.ts'
import shelf from '../fixtures/connectors/shelf/index.ts'

t.test('what an operation says about caching must make sense', async (t) => {
  const wrong: ReadonlyArray<[object, RegExp]> = [
    [{ effect: 'write', cache: { ttl: '1m' } }, /is no read: its answers cannot be cached/],
    [{ effect: 'read', invalidates: ['things'] }, /is a read, which invalidates nothing/],
    [{ effect: 'read', cache: true }, /not an object/],
    [{ effect: 'read', cache: {} }, /without a ttl/],
    [{ effect: 'read', cache: { ttl: 'soon' } }, /wrong ttl.*"soon" is not a duration/],
    [{ effect: 'read', cache: { ttl: '1m', staleIfError: '1 day' } }, /wrong staleIfError/],
    [{ effect: 'read', cache: { ttl: '1m', staleWhileRevalidate: '' } }, /wrong staleWhileRevalidate/],
    [{ effect: 'read', cache: { ttl: '1m', tags: 'things' } }, /tags that are not a list/],
    [{ effect: 'read', cache: { ttl: '1m', tags: [] } }, /no write can ever end/],
    [{ effect: 'read', cache: { ttl: '1m', tags: ['The Things'] } }, /"The Things" in tags/],
    [{ effect: 'write', invalidates: [5] }, /the tag 5 in invalidates/],
  ]
  for (const [operation, reason] of wrong) {
    t.throws(() => inspectCaching('things.get', operation as Record<string, unknown>), {
      name: 'Quarantine',
      code: 'definition_invalid',
      message: reason,
    })
  }
  inspectCaching('things.get', { effect: 'read', cache: { ttl: '1m', tags: ['things', 'other-things'] } })
  inspectCaching('things.add', { effect: 'write', invalidates: [] })
  inspectCaching('things.add', { effect: 'write' })
})

t.test('the noun of an operation is what its answers are about, and what it changes', async (t) => {
  const description = describeConnector(shelf, '1.0.0')
  const of = (id: string) => description.operations.find((operation) => operation.id === id)
  t.same(of('books.find')?.cache?.tags, ['books'])
  t.same(of('prices.list')?.cache?.tags, ['books', 'prices'])
  t.same(of('books.add')?.invalidates, ['books'])
  t.same(of('prices.put')?.invalidates, ['prices'])
  t.same(of('books.stamp')?.invalidates, [])
  t.same(of('books.find')?.invalidates, [], 'a read changes nothing')
  t.equal(of('books.count')?.cache, null)

  const reference = connectorReference(description)
  t.match(reference, /`books\.find` \| read .*\| 60s, then stale for 30s, on failure for 5m \|/)
  t.match(reference, /`books\.add` \| write .*\| ends `books` \|/)
  t.match(reference, /`books\.count` \| read \|  \|  \|  \| Finds books/)
})
