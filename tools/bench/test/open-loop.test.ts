import t from 'tap'
import { runOpenLoop } from '../src/load/open-loop.ts'
import { percentile } from '../src/statistics.ts'
import { createFakeClock, type FakeClock } from './fake-clock.ts'

/** A server that answers rightly after so many milliseconds. */
const server =
  (clock: FakeClock, delay: number, sentAt: number[] = []) =>
  (): Promise<boolean> => {
    sentAt.push(clock.now())
    return new Promise((resolve) => clock.after(delay, () => resolve(true)))
  }

t.test('requests leave at their rate', async (t) => {
  const clock = createFakeClock()
  const sentAt: number[] = []
  const send = server(clock, 5, sentAt)
  const result = await clock.until(runOpenLoop({ rate: 500, seconds: 0.02, send, clock }))
  t.same(sentAt, [0, 2, 4, 6, 8, 10, 12, 14, 16, 18])
  t.equal(result.answered, 10)
  t.equal(result.failed, 0)
  t.same(
    result.latencies,
    Array.from({ length: 10 }, () => 5),
  )
  t.equal(result.duration, 23, 'until the last answer')
})

t.test('a slow server does not slow the arrivals', async (t) => {
  const clock = createFakeClock()
  const sentAt: number[] = []
  const send = server(clock, 400, sentAt)
  await clock.until(runOpenLoop({ rate: 1_000, seconds: 0.005, send, clock }))
  t.same(sentAt, [0, 1, 2, 3, 4], 'all are sent long before the first answer')
})

t.test('a stall shows in every request that it delayed', async (t) => {
  // At 5 ms the loop is held for 100 ms, as by a garbage collection.
  const clock = createFakeClock((time, asked) => (time === 5 ? 100 : asked))
  const sentAt: number[] = []
  const send = server(clock, 1, sentAt)
  const { latencies, answered } = await clock.until(runOpenLoop({ rate: 1_000, seconds: 0.15, send, clock }))
  t.equal(answered, 150, 'what was missed is sent after all')
  t.equal(sentAt.filter((time) => time === 105).length, 100)
  t.equal(Math.max(...latencies), 100, 'meant for 6 ms, sent at 105 ms, answered at 106 ms')
  t.ok(percentile(latencies, 0.5) > 20, 'counted from when they were really sent, all would be 1 ms')
})

t.test('several may be due between two looks', async (t) => {
  const clock = createFakeClock()
  const sentAt: number[] = []
  const send = server(clock, 1, sentAt)
  await clock.until(runOpenLoop({ rate: 4_000, seconds: 0.002, send, clock }))
  t.same(sentAt, [0, 1, 1, 1, 1, 2, 2, 2])
})

t.test('wrong answers and lost ones are counted, and have no latency', async (t) => {
  const clock = createFakeClock()
  let count = 0
  const send = async (): Promise<boolean> => {
    count += 1
    if (count === 2) throw new Error('the connection broke')
    return count !== 3
  }
  const result = await clock.until(runOpenLoop({ rate: 1_000, seconds: 0.005, send, clock }))
  t.equal(result.answered, 3)
  t.equal(result.failed, 2)
  t.equal(result.latencies.length, 3)
})
