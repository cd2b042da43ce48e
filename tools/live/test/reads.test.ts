import t from 'tap'
import type { ConnectorFacts, OperationFacts } from '../src/facts.ts'
import { percentile } from '../src/latency.ts'
import { chooseReads } from '../src/reads/choose-reads.ts'
import { compareFaces, describeData } from '../src/reads/describe-data.ts'

const operation = (id: string, required: string[], more: Partial<OperationFacts> = {}): OperationFacts => ({
  id,
  effect: 'read',
  isStream: false,
  input: {
    required,
    properties: Object.fromEntries([...required, 'limit'].map((name) => [name, { type: 'string' }])),
  },
  ...more,
})
const connector = (...operations: OperationFacts[]): ConnectorFacts => ({
  id: 'shop',
  version: '1.0.0',
  check: 'shops.list',
  operations: [operation('shops.list', []), ...operations],
})

t.test('only small reads whose input is known are chosen', async (t) => {
  const answer = { shops: [{ id: '7', siteUrl: 'https://one.example' }] }
  t.same(
    chooseReads(
      connector(
        operation('orders.delete', [], { effect: 'destructive' }),
        operation('orders.export', [], { isStream: true }),
        operation('orders.report', []),
        operation('orders.get', ['id']),
        operation('orders.list', []),
        operation('sites.get', ['siteUrl']),
        operation('words.get', ['word']),
      ),
      answer,
    ),
    [
      { operation: 'orders.list', input: { limit: 5 } },
      { operation: 'sites.get', input: { siteUrl: 'https://one.example', limit: 5 } },
    ],
    'an id of a shop is none of an order',
  )
  t.same(chooseReads(connector(operation('shops.get', ['id'])), answer), [
    { operation: 'shops.get', input: { id: '7', limit: 5 } },
  ])
  t.same(chooseReads(connector(operation('shops.rename', [], { effect: 'write' })), answer), [])
})

t.test('data that changes by itself is told from faces that differ', async (t) => {
  const later = (data: unknown) => async () => data
  t.equal(await compareFaces({ a: [1] }, { a: [1] }, later(undefined)), 'equal')
  t.equal(await compareFaces({ a: 1 }, { a: 2 }, later({ a: 1 })), 'equal')
  t.equal(await compareFaces({ a: 1 }, { a: 2 }, later({ a: 3 })), 'changing')
  t.equal(await compareFaces({ a: 1 }, { a: 2 }, later({ a: 2 })), 'different')
})

t.test('a report says how much there was, and nothing of it', async (t) => {
  t.equal(describeData({ items: [{ name: 'Ada' }, { name: 'Bo' }], next: null }), '2 items')
  t.equal(describeData({ name: 'Ada' }), '1 fields')
  t.equal(percentile([1, 2, 3, 4], 50), 2)
  t.equal(percentile([1, 2, 3, 40.04], 95), 40)
})
