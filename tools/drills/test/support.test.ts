import t from 'tap'
import { answerAfter, answerWith, startVendor } from '../src/support/fake-vendor.ts'
import { runOpenLoop } from '../src/support/open-loop.ts'
import { startRuntime } from '../src/support/runtime-process.ts'
import { between, outcomes, p99, quantile } from '../src/support/statistics.ts'

t.test('a load at a fixed rate reaches a runtime process and its vendor', async (t) => {
  const vendor = await startVendor(answerAfter(20))
  const runtime = await startRuntime({ vendors: { main: vendor.origin } })
  t.ok(runtime.memory() > 10_000_000)
  const samples = await runOpenLoop({ origins: [runtime.url], rate: 50, duration: 500 })
  t.equal(samples.length, 25)
  t.same(new Set(samples.map(({ status }) => status)), new Set([200]), outcomes(samples))
  t.ok(p99(samples) >= 20)
  t.equal(between(samples, 0, 100).length, 5)
  t.equal(vendor.arrivals.length, 25)
  t.ok(vendor.sockets.most >= 1)

  vendor.behave(answerWith(404))
  const [refused] = await runOpenLoop({ origins: [runtime.url], rate: 10, duration: 100 })
  t.match(refused, { status: 404, code: 'not_found' })
  runtime.signal('SIGINT')
  t.equal(await runtime.ended, 0, runtime.output())
  await vendor.close()
})

t.test('a runtime that does not start says why', async (t) => {
  await t.rejects(startRuntime({ environment: { PORT: 'x' } }), { message: /did not start.*PORT/s })
})

t.test('quantiles', async (t) => {
  t.equal(quantile([], 0.99), 0)
  t.equal(quantile([3, 1, 2], 0.5), 2)
  t.equal(quantile([1, 2], 1), 2)
})
