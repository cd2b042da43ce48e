import t from 'tap'
import { pageOf } from '../../src/insights/page-of.ts'
import { random } from './support.ts'

const ascending = (a: number, b: number) => a - b

t.test('for any list: a page is what sorting all of it would give', async (t) => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const roll = random(seed)
    const list = Array.from({ length: Math.floor(roll() * 300) }, () => roll())
    const sorted = list.toSorted(ascending)
    for (const [offset, limit] of [
      [0, 1],
      [0, 7],
      [5, 10],
      [0, 1000],
      [290, 50],
      [1000, 5],
    ] as const) {
      t.strictSame(pageOf(list, offset, limit, ascending), sorted.slice(offset, offset + limit))
    }
  }
})

t.test('the worst orders are no different', async (t) => {
  const falling = Array.from({ length: 1000 }, (_, index) => 1000 - index)
  t.strictSame(pageOf(falling, 2, 3, ascending), [3, 4, 5])
  t.strictSame(pageOf(falling.toReversed(), 2, 3, ascending), [3, 4, 5])
})

t.test('without an offset it starts at the first, and no limit is none', async (t) => {
  t.strictSame(pageOf(new Set([3, 1, 2]), undefined, 2, ascending), [1, 2])
  t.strictSame(pageOf([3, 1, 2], 0, 0, ascending), [])
})
