import t, { type Test } from 'tap'
import { Problem } from '@patchbay/contract'
import { Deadline } from '../../src/calls/deadline.ts'
import { Bulkhead } from '../../src/vendor/bulkhead.ts'
import { AttemptFailed } from '../../src/vendor/wire.ts'

const deadlineOf = (t: Test): Deadline => {
  const deadline = new Deadline(10_000)
  t.teardown(() => deadline.end())
  return deadline
}

const failureOf = async (place: Promise<void> | undefined): Promise<AttemptFailed> => {
  try {
    await place
  } catch (error) {
    if (error instanceof AttemptFailed) return error
  }
  throw new Error('there was a place')
}

t.test('places are given in the order in which they were asked for', async (t) => {
  const bulkhead = new Bulkhead({ capacity: 2, queue: 3, name: 'a vendor' })
  t.equal(bulkhead.take(deadlineOf(t)), undefined)
  t.equal(bulkhead.take(deadlineOf(t)), undefined)
  const order: number[] = []
  const waiting = [1, 2, 3].map(async (n) => {
    await bulkhead.take(deadlineOf(t))
    order.push(n)
  })
  t.match({ held: bulkhead.held, waiting: bulkhead.waiting }, { held: 2, waiting: 3 })
  t.match(await failureOf(bulkhead.take(deadlineOf(t))), {
    wasSent: false,
    problem: {
      code: 'overloaded',
      status: 503,
      retryAfter: 1,
      message: /2 requests to a vendor are under way, and 3 wait/,
    },
  })
  for (let count = 0; count < 3; count += 1) bulkhead.release()
  await Promise.all(waiting)
  t.same(order, [1, 2, 3])
  t.equal(bulkhead.held, 2, 'a place goes from hand to hand')
  bulkhead.release()
  bulkhead.release()
  t.equal(bulkhead.held, 0)
})

t.test('who goes away leaves the queue, and takes no place', async (t) => {
  const bulkhead = new Bulkhead({ capacity: 1, queue: 1, name: 'a vendor' })
  bulkhead.take(deadlineOf(t))
  const going = deadlineOf(t)
  const waiting = bulkhead.take(going)
  going.abort(new Problem('cancelled'))
  t.match(await failureOf(waiting), { wasSent: false, problem: { code: 'cancelled' } })
  t.equal(bulkhead.waiting, 0)
  bulkhead.release()
  t.equal(bulkhead.held, 0)
  const late = deadlineOf(t)
  bulkhead.take(late)
  const next = deadlineOf(t)
  const entered = bulkhead.take(next)
  bulkhead.release()
  await entered
  next.abort(new Problem('cancelled'))
  t.equal(bulkhead.held, 1, 'whoever is in releases it himself')
})
