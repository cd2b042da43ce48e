import { readRequired } from './required.ts'
import { runSuite, skillsScenarios, type SuiteRun } from './run-suite.ts'
import { startServing } from './start-serving.ts'
import { summarize } from './summary.ts'

const revisions = ['2026-07-28', '2025-11-25'] as const

const serving = await startServing()
let isConforming = true
const tell = (heading: string, run: SuiteRun, required: ReadonlySet<string>): void => {
  isConforming &&= run.exitCode === 0
  console.log(summarize(heading, run, required))
}
try {
  for (const revision of revisions) {
    const run = await runSuite(serving.url, ['--requirements', revision])
    tell(`Requirements of ${revision}`, run, await readRequired(revision))
  }
  for (const scenario of skillsScenarios) {
    const run = await runSuite(serving.url, ['--scenario', scenario])
    tell(`Scenario ${scenario}`, run, new Set())
  }
} finally {
  await serving.close()
}
process.exitCode = isConforming ? 0 : 1
