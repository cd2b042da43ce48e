import t from 'tap'
import { inspectConnector } from '../../src/connectors/inspect-connector.ts'
import reel from '../fixtures/connectors/reel/index.ts'

const [check, read] = [reel.operations['rows.check'], reel.operations['rows.read']]
const withRead = (change: object, more: object = {}) => ({
  ...reel,
  operations: { 'rows.check': check, 'rows.read': { ...read, ...change } },
  ...more,
})

t.test('a stream is a read that is never kept and proves nothing', async (t) => {
  inspectConnector(withRead({}))
  const wrong = [
    [withRead({ stream: undefined }), /has no run\(\)/],
    [withRead({ run: async () => ({}) }), /has both/],
    [withRead({ effect: 'write' }), /must be a read/],
    [withRead({ cache: { ttl: '1m' } }), /without a cache rule/],
    [withRead({}, { check: 'rows.read' }), /check "rows.read" is a stream/],
  ] as const
  for (const [connector, message] of wrong) t.throws(() => inspectConnector(connector), { message })
})
