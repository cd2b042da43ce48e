import { randomBytes } from 'node:crypto'
import { loadBenchCall } from './bench-connector.ts'
import { cases } from './cases.ts'
import { runClosedLoop } from './load/closed-loop.ts'
import { prepareRequest } from './prepare-request.ts'
import { canPin, loadCore, pinThisProcess, serverCore } from './processes/affinity.ts'
import { startServerProcess } from './processes/server-process.ts'

// Does memory grow with the number of calls? Parameters: calls before the first look, and before the last.
const [first = 10_000, last = 1_000_000] = process.argv.slice(2).map(Number)
const callerKey = `bench_${randomBytes(24).toString('base64url')}`
const connections = 64
const core = canPin() ? serverCore : undefined

const upstream = await startServerProcess({ script: new URL('servers/upstream.ts', import.meta.url) })
const server = await startServerProcess({
  script: new URL('servers/patchbay.ts', import.meta.url),
  parameters: [upstream.origin, callerKey],
  core,
})
if (canPin()) pinThisProcess(loadCore)
try {
  const post = cases.find(({ id }) => id === 'post')
  if (post === undefined) throw new Error('There is no case of a call that is not cached.')
  const request = await prepareRequest(post, server.origin, callerKey, await loadBenchCall())
  let answered = 0
  const callUntil = async (count: number): Promise<number> => {
    while (answered < count) {
      const result = await runClosedLoop(request, connections, 1)
      if (result.failed > 0) throw new Error(`${result.failed} calls failed.`)
      answered += result.answered
    }
    const bytes = await server.memory()
    console.log(`${answered.toLocaleString('en')} calls: ${Math.round(bytes / 2 ** 20)} MB resident`)
    return bytes
  }
  const before = await callUntil(first)
  for (const share of [0.1, 0.25, 0.5]) await callUntil(last * share)
  const after = await callUntil(last)
  console.log(`${(after / before).toFixed(2)} of the memory at first`)
} finally {
  await Promise.all([server.stop(), upstream.stop()])
}
