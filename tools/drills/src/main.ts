import { parseArgs } from 'node:util'
import { chooseBars } from './bars.ts'
import { runDrills } from './drill.ts'
import { table } from './table.ts'

const usage = `npm run drills -- [ids] [--json]
  ids      such as B38 B43 (default: all)
  --json   print the reports as JSON`

async function main(parameters: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: parameters,
    options: { json: { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  const reports = await runDrills(chooseBars(positionals))
  console.log(values.json ? JSON.stringify(reports, null, 2) : table(reports))
  if (reports.some(({ pass }) => !pass)) process.exitCode = 1
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof TypeError)) throw error
  console.error(`${error.message}\n\n${usage}`)
  process.exitCode = 2
}
