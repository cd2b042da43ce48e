import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { files } from './files.ts'
import { describeMetrics } from './metrics/describe-metrics.ts'
import { metricsPage } from './metrics/metrics-page.ts'

const folder = fileURLToPath(new URL('..', import.meta.url))
const page = metricsPage(await describeMetrics())

for (const [path, text] of [...files, ['../../docs/metrics.md', page] as const]) {
  const target = join(folder, path)
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, text)
  console.log(target)
}
