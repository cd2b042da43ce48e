import { writeFileSync } from 'node:fs'
import { describeEnvironment } from './environment.ts'
import { readOptions, usage } from './options.ts'
import { canPin, loadCore, pinThisProcess } from './processes/affinity.ts'
import { report } from './report.ts'
import { runBench } from './run-bench.ts'
import { summarize } from './summary.ts'

const resultsFile = 'bench-results.json'

async function main(parameters: readonly string[]): Promise<void> {
  const options = readOptions(parameters)
  const isPinned = options.pin && canPin()
  const environment = describeEnvironment(isPinned)
  if (isPinned) pinThisProcess(loadCore)
  const run = await runBench(options, isPinned, (text) => console.error(text))
  const summaries = summarize(run)
  console.log(report(summaries, environment, options, run.openRate))
  writeFileSync(
    resultsFile,
    `${JSON.stringify({ environment, parameters: options, ...run, summaries }, null, 2)}\n`,
  )
  if (summaries.some(({ failed }) => failed > 0)) process.exitCode = 1
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof TypeError)) throw error
  console.error(`${error.message}\n\n${usage}`)
  process.exitCode = 2
}
