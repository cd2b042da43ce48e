import t from 'tap'
import { createChangeWindow } from '../../src/store/change-window.ts'

t.test('numbers are new once, in whatever order they come', async (t) => {
  const window = createChangeWindow(10, () => 0)
  t.ok(window.add(11))
  t.ok(window.add(14))
  t.strictSame(window.missing, [12, 13])
  t.ok(window.add(12))
  t.notOk(window.add(12))
  t.notOk(window.add(14))
  t.notOk(window.add(9))
  t.strictSame([window.highest, window.missing], [14, [13]])
})

t.test('what is missing for a minute is given up, and a jump is not a loss of thousands', async (t) => {
  let now = 0
  const window = createChangeWindow(0, () => now)
  window.add(3)
  now = 59_000
  window.add(5)
  window.expire()
  t.strictSame(window.missing, [1, 2, 4])
  now = 60_001
  window.expire()
  t.strictSame(window.missing, [4])
  window.add(1_000_000)
  t.equal(window.missing.length, 1_001)
})
