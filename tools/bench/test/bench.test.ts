import t from 'tap'
import { cases } from '../src/cases.ts'
import { readOptions } from '../src/options.ts'
import { runBench } from '../src/run-bench.ts'
import { summarize } from '../src/summary.ts'

t.test('a short run measures every case and loses no request', async (t) => {
  const short = ['--seconds', '0.4', '--warm-up', '1', '--rounds', '1', '--connections', '4', '--no-pin']
  const seen: string[] = []
  const run = await runBench(readOptions(short), false, (text) => seen.push(text))

  t.same(
    run.cases.map(({ id }) => id),
    cases.map(({ id }) => id),
  )
  t.equal(seen.length, 3 * cases.length, 'it says what it does')
  t.ok(run.openRate >= 1)
  for (const { id, failed, closed, open, toBare, toUndici, toStacked } of summarize(run)) {
    t.equal(failed, 0, `${id}: no failures`)
    for (const [name, value] of Object.entries({
      ...closed,
      toBare: toBare?.cpu,
      toUndici: toUndici?.cpu,
      toStacked: toStacked?.cpu,
    })) {
      t.ok(Number.isFinite(value), `${id}: closed loop: ${name}`)
    }
    for (const [name, value] of Object.entries(open))
      t.ok(Number.isFinite(value), `${id}: open loop: ${name}`)
  }
})
