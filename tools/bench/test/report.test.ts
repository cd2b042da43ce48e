import t from 'tap'
import { describeEnvironment } from '../src/environment.ts'
import { readOptions } from '../src/options.ts'
import { report, table } from '../src/report.ts'
import type { Summary } from '../src/summary.ts'

t.test('table aligns names to the left and numbers to the right', async (t) => {
  const text = table([
    ['case', 'req/s', 'p50'],
    ['a', '1,234', '10.5'],
    ['longer', '7', '1.5'],
  ])
  t.equal(text, ['case    req/s   p50', 'a       1,234  10.5', 'longer      7   1.5'].join('\n'))
})

const measured = {
  requestsPerSecond: 15_678.4,
  p50: 3.24,
  p99: 8.06,
  cpuPerRequest: 61.04,
  busy: 0.987,
  failed: 0,
}
const summary: Summary = {
  id: 'post',
  title: 'Patchbay POST',
  closed: measured,
  open: { ...measured, p50: 0.614, p99: 1.266 },
  toBare: { throughput: 0.251, cpu: 0.259 },
  toUndici: undefined,
  toStacked: undefined,
  toSdk: undefined,
  failed: 0,
}

const rowOf = (summary: Summary): string => {
  const lines = report([summary], describeEnvironment(true), readOptions([]), 7_000).split('\n')
  return lines.find((line) => line.startsWith('Patchbay POST'))?.replaceAll(/ {2,}/g, '  ') ?? ''
}

t.test('a row has every figure', async (t) => {
  t.equal(rowOf(summary), 'Patchbay POST  15,678  3.2  8.1  99 %  61.0  0.61  1.27  0.25 | 0.26  -  -  -  0')
})

t.test('a row with failures is marked', async (t) => {
  t.match(rowOf({ ...summary, failed: 3 }), /3 INVALID$/)
})

t.test('the head says what was measured and where', async (t) => {
  const text = report([summary], describeEnvironment(true), readOptions(['--quick']), 7_000)
  t.match(text, `Node ${process.version}`)
  t.match(text, '2 rounds of 1 s; closed loop with 64 connections; open loop at 7000/s')
})
