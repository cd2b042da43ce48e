import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { dashboards, files } from '../src/files.ts'
import { describeMetrics } from '../src/metrics/describe-metrics.ts'
import { metricsPage } from '../src/metrics/metrics-page.ts'

const folder = fileURLToPath(new URL('..', import.meta.url))
const advice = 'write it anew: npm run deploy:generate'

t.test('generated files are what the definitions say, and there are no others', async (t) => {
  for (const [path, text] of files) t.equal(readFileSync(folder + path, 'utf8'), text, `${path}: ${advice}`)
  const present = globSync(['grafana/*', 'prometheus/*-rules.yaml'], { cwd: folder })
  t.same(present.toSorted(), [...files.keys()].toSorted())
})

t.test('docs/metrics.md has every metric as it is registered', async (t) => {
  const metrics = await describeMetrics()
  const page = readFileSync(new URL('../../../docs/metrics.md', import.meta.url), 'utf8')
  t.equal(page, metricsPage(metrics), advice)
  for (const { name, help, type } of metrics) {
    t.match(type, /^(counter|gauge|histogram|summary)$/, name)
    t.ok(help.length > 10, name)
  }
})

t.test('dashboards can be imported side by side', async (t) => {
  t.equal(new Set(dashboards.map(({ uid }) => uid)).size, dashboards.length)
  for (const { uid, title, panels } of dashboards) {
    t.match(uid, /^[a-z-]{1,40}$/)
    t.match(title, /^Patchbay /)
    const placed = panels as ReadonlyArray<{
      id: number
      gridPos: { x: number; y: number; w: number; h: number }
    }>
    t.equal(new Set(placed.map(({ id }) => id)).size, placed.length, 'each panel has an id')
    for (const [index, { gridPos: one }] of placed.entries()) {
      t.ok(one.x + one.w <= 24, `${title} ${index} fits the grid`)
      const overlaps = placed.slice(index + 1).some(({ gridPos: other }) => {
        const apart =
          one.x + one.w <= other.x ||
          other.x + other.w <= one.x ||
          one.y + one.h <= other.y ||
          other.y + other.h <= one.y
        return !apart
      })
      t.notOk(overlaps, `${title} ${index} covers no other panel`)
    }
  }
})
