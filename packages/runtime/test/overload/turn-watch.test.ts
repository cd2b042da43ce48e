import t from 'tap'
import { watchTurns } from '../../src/overload/turn-watch.ts'

const budget = 25
const patience = 100

/** An event loop whose turns and time pass as the test says. */
function imaginaryLoop() {
  let time = 1_000
  let ends: Array<() => void> = []
  const watch = watchTurns({
    budget,
    patience,
    now: () => time,
    atTurnEnd: (callback) => void ends.push(callback),
  })
  return {
    watch,
    /** A turn in which requests arrive after so many milliseconds each; gives how many were too much. */
    turn(...arrivals: readonly number[]): number {
      let refused = 0
      for (const pause of arrivals) {
        time += pause
        if (watch.isTooMuch()) refused += 1
      }
      const due = ends
      ends = []
      for (const callback of due) callback()
      return refused
    },
    wait: (duration: number) => void (time += duration),
    /** Whether the end of the next turn is awaited. */
    isWatching: () => ends.length > 0,
  }
}

t.test('short turns are never too much, however many there are', async (t) => {
  const loop = imaginaryLoop()
  for (let turn = 0; turn < 100; turn += 1) t.equal(loop.turn(0, 12, 12), 0)
  t.notOk(loop.watch.isBehind)
  t.notOk(loop.isWatching(), 'an idle loop is left alone')
})

t.test('a loop that stays behind takes what fits a turn and refuses the rest', async (t) => {
  const loop = imaginaryLoop()
  const refused = [0, 1, 2, 3, 4, 5].map(() => loop.turn(0, 10, 10, 10, 10))
  t.same(refused, [0, 0, 0, 2, 2, 2], 'after three long turns and 100 ms: the requests beyond 25 ms')
  t.ok(loop.watch.isBehind)
})

t.test('a burst passes: it is worked off in one long turn', async (t) => {
  const loop = imaginaryLoop()
  t.equal(loop.turn(0, 300, 1, 1), 0)
  t.equal(loop.turn(0), 0)
  t.notOk(loop.watch.isBehind)
})

t.test('three long turns in a moment are no standing queue', async (t) => {
  const loop = imaginaryLoop()
  const refused = [0, 1, 2].map(() => loop.turn(0, 26, 0))
  t.same(refused, [0, 0, 0])
  t.notOk(loop.watch.isBehind, 'less than 100 ms have passed')
})

t.test(
  'turns without a request count as long as the loop is behind, and one short turn ends it',
  async (t) => {
    const loop = imaginaryLoop()
    for (let turn = 0; turn < 4; turn += 1) loop.turn(0, 30)
    loop.wait(30)
    t.equal(loop.turn(), 0)
    t.ok(loop.watch.isBehind)
    t.equal(loop.turn(26), 1, 'the turn had begun before its first request')
    t.equal(loop.turn(), 0)
    t.notOk(loop.watch.isBehind)
    t.notOk(loop.isWatching())
    loop.wait(60_000)
    t.same(
      [0, 1, 2].map(() => loop.turn(0, 26, 0)),
      [0, 0, 0],
      'what was before does not count',
    )
  },
)
