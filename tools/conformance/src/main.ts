import { startProxy } from './proxy/start-proxy.ts'
import { summarize } from './summary.ts'
import { runSuite } from './run-suite.ts'
import { startRuntime } from './start-runtime.ts'

const revisions = ['2026-07-28', '2025-11-25'] as const

const runtime = await startRuntime()
const proxy = await startProxy({ ...runtime, onToolCall: async () => {} })
let isConforming = true
try {
  for (const revision of revisions) {
    const run = await runSuite(proxy.url, ['--requirements', revision])
    console.log(summarize(revision, run))
    isConforming &&= run.exitCode === 0
  }
} finally {
  await proxy.close()
  await runtime.close()
}
process.exitCode = isConforming ? 0 : 1
