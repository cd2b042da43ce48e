import t from 'tap'
import { readRequired } from '../src/required.ts'
import { runSuite, skillsScenarios } from '../src/run-suite.ts'
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
    const found = tallies(run, required)
    const own = found.find(({ title }) => title === 'required')
    t.equal(required.size, count, `${revision}: the suite requires what it did when it was frozen`)
    t.equal(own?.scenarios.length, count, `${revision}: all of it was run`)
    t.equal(own?.passed, count, summarize(revision, run, required))
    t.equal(run.exitCode, 0, `${revision}: nothing is expected to fail, and nothing does`)
    if (revision === '2025-11-25') continue // tasks are an extension of the later one
    const tasks = found.find(({ title }) => title === 'tasks')
    t.match(tasks, { passed: 10, scenarios: { length: 10 } }, 'all scenarios of tasks')
  }
  for (const scenario of skillsScenarios) {
    const run = await runSuite(serving.url, ['--scenario', scenario])
    t.match(tallies(run, new Set()), [{ title: 'skills', passed: 1 }], summarize(scenario, run, new Set()))
    const checks = run.results.flatMap((result) => result.checks)
    t.notOk(
      checks.some(({ status }) => status === 'SKIPPED'),
      `${scenario}: nothing is left out`,
    )
  }
})
