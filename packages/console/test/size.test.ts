import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { test } from 'tap'

const dist = join(import.meta.dirname, '../dist')
const assets = join(dist, 'assets')

/** The chunks that are loaded with these, without those that are imported when they are needed. */
function withImports(first: readonly string[]): readonly string[] {
  const found = new Set(first)
  for (const chunk of found) {
    const code = readFileSync(join(assets, chunk), 'utf8')
    for (const [, name] of code.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) {
      if (name !== undefined) found.add(name)
    }
  }
  return [...found]
}

const gzipped = (chunks: readonly string[]): number =>
  chunks.reduce((sum, chunk) => sum + gzipSync(readFileSync(join(assets, chunk))).length, 0)

test('the shell and the overview are at most 250 kB of JavaScript', async (t) => {
  const page = readFileSync(join(dist, 'index.html'), 'utf8')
  const entries = [...page.matchAll(/assets\/([\w.-]+\.js)/g)].map(([path]) => basename(path))
  const overview = readdirSync(assets).filter((name) => /^overview-[\w-]{8}\.js$/.test(name))
  t.equal(overview.length, 1)
  const chunks = withImports([...entries, ...overview])
  t.ok(chunks.length > entries.length + 1, 'what they import is counted')
  t.notOk(
    chunks.some((chunk) => chunk.startsWith('plot-')),
    'charts on a canvas come later',
  )
  const size = gzipped(chunks)
  t.ok(size <= 250_000, `${size} bytes`)
  t.ok(size > 100_000, 'React and the components are among them')
})
