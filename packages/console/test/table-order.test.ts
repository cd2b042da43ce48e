import { test } from 'tap'
import { nextOrder, ordered, type Rank } from '../src/parts/table-order.ts'

const sort = (ranks: readonly Rank[], direction: 'ascending' | 'descending') =>
  ordered(ranks, (rank) => rank, direction)

test('figures are sorted as figures, and words as people sort them', async (t) => {
  t.strictSame(sort([10, 9, 100], 'ascending'), [9, 10, 100])
  t.strictSame(sort(['b10', 'b9', 'A1'], 'ascending'), ['A1', 'b9', 'b10'])
  t.strictSame(sort([10, 9, 100], 'descending'), [100, 10, 9])
})

test('what has no figure comes last in both directions', async (t) => {
  t.strictSame(sort([null, 2, 1], 'ascending'), [1, 2, null])
  t.strictSame(sort([null, 2, 1], 'descending'), [2, 1, null])
})

test('equal rows stay as they came', async (t) => {
  const rows = [
    { id: 'a', calls: 1 },
    { id: 'b', calls: 1 },
  ]
  t.strictSame(
    ordered(rows, ({ calls }) => calls, 'descending').map(({ id }) => id),
    ['a', 'b'],
  )
})

test('figures begin with the greatest, words with the first, and a second press turns it round', async (t) => {
  t.strictSame(nextOrder(undefined, 'calls', true), { by: 'calls', direction: 'descending' })
  t.strictSame(nextOrder({ by: 'calls', direction: 'descending' }, 'title', false), {
    by: 'title',
    direction: 'ascending',
  })
  t.strictSame(nextOrder({ by: 'calls', direction: 'descending' }, 'calls', true), {
    by: 'calls',
    direction: 'ascending',
  })
})
