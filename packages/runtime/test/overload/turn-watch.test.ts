import t from 'tap'
import { watchTurns } from '../../src/overload/turn-watch.ts'

/** An event loop whose turns and time pass as the test says. */
function imaginaryLoop() {
  let time = 1_000
  let ends: Array<() => void> = []
  const watch = watchTurns({
    budget: 25,
    patience: 100,
    recovery: 1_000,
    now: () => time,
    atTurnEnd: (callback) => void ends.push(callback),
  })
  return {
    watch,
    /** A turn with a request at its begin that lasts so many milliseconds. */
    turn(duration: number, hasRequest = true): void {
      if (hasRequest) watch.noteRequest()
      time += duration
      const due = ends
      ends = []
      for (const callback of due) callback()
    },
    wait: (duration: number) => void (time += duration),
    /** Whether the end of the next turn is awaited. */
    isWatching: () => ends.length > 0,
  }
}

const repeat = (count: number, work: () => void): void => {
  for (let done = 0; done < count; done += 1) work()
}

t.test('short turns are no queue, however many there are', async (t) => {
  const loop = imaginaryLoop()
  repeat(100, () => loop.turn(24))
  t.notOk(loop.watch.isBehind)
  t.notOk(loop.watch.wasLong)
  t.notOk(loop.isWatching(), 'an idle loop is left alone')
})

t.test('turns that stay long for 100 ms are one', async (t) => {
  const loop = imaginaryLoop()
  repeat(3, () => loop.turn(30))
  t.notOk(loop.watch.isBehind, 'not after 90 ms')
  t.ok(loop.watch.wasLong)
  loop.turn(30)
  t.ok(loop.watch.isBehind)
})

t.test('a burst passes: it is worked off in one long turn', async (t) => {
  const loop = imaginaryLoop()
  loop.turn(300)
  t.notOk(loop.watch.isBehind)
  loop.turn(1)
  repeat(2, () => loop.turn(60))
  t.notOk(loop.watch.isBehind, 'nor do two turns make a queue')
})

t.test('turns without a request count as long as turns are long', async (t) => {
  const loop = imaginaryLoop()
  loop.turn(40)
  repeat(2, () => loop.turn(40, false))
  t.ok(loop.watch.isBehind)
  loop.turn(1, false)
  t.notOk(loop.isWatching())
})

t.test('it is over a second after the last long turn', async (t) => {
  const loop = imaginaryLoop()
  repeat(4, () => loop.turn(30))
  loop.turn(1)
  t.notOk(loop.watch.wasLong)
  loop.wait(900)
  loop.turn(1)
  t.ok(loop.watch.isBehind)
  loop.wait(200)
  loop.turn(1)
  t.notOk(loop.watch.isBehind)
  loop.wait(60_000)
  repeat(3, () => loop.turn(26))
  t.notOk(loop.watch.isBehind, 'what was before does not count')
})
