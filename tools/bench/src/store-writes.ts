import { loadBenchCall } from './bench-connector.ts'
import { cases } from './cases.ts'
import { createSender } from './load/sender.ts'
import { systemClock } from './load/clock.ts'
import { runOpenLoop } from './load/open-loop.ts'
import { warmUp } from './load/warm-up.ts'
import { prepareRequest } from './prepare-request.ts'
import { canPin, loadCore, pinThisProcess } from './processes/affinity.ts'
import { startServerProcess } from './processes/server-process.ts'
import { median, percentile } from './statistics.ts'

// Does the embedded store, written to without pause, show in the latency of cached calls? Each round has both halves.
// Parameters: requests per second, rounds, seconds of each half.
const [rate = 500, rounds = 5, seconds = 4] = process.argv.slice(2).map(Number)
const callerKey = 'bench-caller-key-0123'
const connections = 16

const upstream = await startServerProcess({ script: new URL('servers/upstream.ts', import.meta.url) })
const server = await startServerProcess({
  script: new URL('servers/patchbay-writing.ts', import.meta.url),
  parameters: [upstream.origin, callerKey],
})
// The server and its store have all cores, as in production; the load keeps to one.
if (canPin()) pinThisProcess(loadCore)
try {
  const hit = cases.find(({ id }) => id === 'hit')
  if (hit === undefined) throw new Error('There is no case of a cached call.')
  const request = await prepareRequest(hit, server.origin, callerKey, await loadBenchCall())
  await warmUp(request, connections, 20_000)
  const sender = createSender(request, connections)
  const half = async () => {
    const { latencies, failed } = await runOpenLoop({ rate, seconds, send: sender.send, clock: systemClock })
    if (failed > 0) throw new Error(`${failed} requests failed.`)
    return { p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99) }
  }
  const alone: Array<Awaited<ReturnType<typeof half>>> = []
  const writing: Array<Awaited<ReturnType<typeof half>>> = []
  let written = 0
  for (let round = 0; round < rounds; round += 1) {
    alone.push(await half())
    const before = await server.written('write')
    writing.push(await half())
    written += (await server.written('rest')) - before
  }
  await sender.close()
  const show = (halves: typeof alone): string => {
    const [p50, p99] = [median(halves.map((one) => one.p50)), median(halves.map((one) => one.p99))]
    return `p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms (${halves.map((one) => one.p99.toFixed(1)).join(', ')})`
  }
  console.log(`${rate} cached calls a second, ${rounds} rounds of ${seconds} s each way
alone:   ${show(alone)}
writing: ${show(writing)}, ${Math.round(written / rounds / seconds)} writes a second`)
} finally {
  await Promise.all([server.stop(), upstream.stop()])
}
