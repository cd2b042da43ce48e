import t from 'tap'
import { weigh } from '../../../src/connectors/transforms/weigh.ts'

const enough = 1_000_000

t.test('small values are weighed as they are', (t) => {
  t.equal(weigh(null, enough).plain, 8)
  t.equal(weigh('12345678', enough).plain, 16)
  t.equal(weigh([1, 2, 3], enough).plain, 32)
  t.equal(weigh({ a: 1, bc: 'x' }, enough).plain, 8 + 5 + 8 + 6 + 9)
  t.equal(weigh([], enough).plain, 8)
  t.equal(weigh(new Map([['a', 'b']]), enough).plain, 8 + 8 + 18)
  t.equal(weigh(new Set(), enough).plain, 8)
  t.end()
})

t.test('long lists are taken to be alike', (t) => {
  const rows = Array.from({ length: 10_000 }, (_, index) => ({ text: 'x'.repeat(20), index }))
  const row = weigh(rows[0], enough).plain
  t.equal(weigh(rows, enough * 10).plain, 8 + row * rows.length)
  const same = Array.from({ length: 10_000 }, () => 'text')
  t.equal(weigh(new Set(same.map((text, index) => text + (index + 10_000))), enough).plain, 8 + 17 * 10_000)
  t.end()
})

t.test('a look at much is as short as one at little', (t) => {
  let looks = 0
  const watched = (): object => new Proxy({}, { ownKeys: () => ((looks += 1), []) })
  const nested = Array.from({ length: 1_000 }, () => Array.from({ length: 1_000 }, watched))
  weigh(nested, enough)
  t.ok(looks <= 1_000, `${looks} of a million values were looked at`)
  const circle: unknown[] = []
  circle.push(circle, circle)
  t.ok(weigh(circle, enough).plain > 0)
  const dictionary = Object.fromEntries(
    Array.from({ length: 100_000 }, (_, index) => [`key-${index}`, index]),
  )
  t.ok(weigh(dictionary, 1_000).plain > 1_000, 'and it stops when it has enough')
  t.end()
})

t.test('buffers count as bytes, and those that are nobody else’s can move', (t) => {
  const whole = new Uint8Array(1_000)
  const part = new Uint8Array(new ArrayBuffer(1_000), 10, 20)
  const shared = new Uint8Array(new SharedArrayBuffer(100))
  const buffer = new ArrayBuffer(50)
  const weight = weigh({ whole, again: whole, part, shared, buffer }, enough)
  t.equal(weight.bytes, 1_000 + 1_000 + 20 + 100 + 50)
  t.same(weight.transferable, [whole.buffer, buffer])
  t.equal(weight.transferable[0], whole.buffer)
  t.end()
})

t.test('what no thread can be handed is refused', (t) => {
  t.throws(() => weigh({ deep: [() => 1] }, enough), {
    name: 'TypeError',
    message: /there is a function in it/,
  })
  t.throws(() => weigh([Symbol('x')], enough), { name: 'TypeError', message: /there is a symbol in it/ })
  t.end()
})
