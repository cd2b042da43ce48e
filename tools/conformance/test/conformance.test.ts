import t from 'tap'
import { readRequired } from '../src/required.ts'
import { runSuite } from '../src/run-suite.ts'
import { startServing } from '../src/start-serving.ts'
import { summarize, tallies } from '../src/summary.ts'

t.setTimeout(600_000)

t.test('the official suite of the Model Context Protocol finds nothing to complain about', async (t) => {
  const serving = await startServing()
  t.teardown(() => serving.close())
  for (const [revision, count] of [
    ['2026-07-28', 37],
    ['2025-11-25', 30],
  ] as const) {
    const required = await readRequired(revision)
    const run = await runSuite(serving.url, ['--requirements', revision])
    const own = tallies(run, required).find(({ title }) => title === 'required')
    t.equal(required.size, count, `${revision}: the suite requires what it did when it was frozen`)
    t.equal(own?.scenarios.length, count, `${revision}: all of it was run`)
    t.equal(own?.passed, count, summarize(revision, run, required))
    t.equal(run.exitCode, 0, `${revision}: nothing is expected to fail, and nothing does`)
  }
})
