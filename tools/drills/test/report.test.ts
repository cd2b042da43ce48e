import t from 'tap'
import { runDrills, type Drill } from '../src/drill.ts'
import { table } from '../src/table.ts'

const kept: Drill = {
  id: 'B00',
  promise: 'holds',
  target: '0 | 1',
  run: async () => ({ measured: '0', pass: true }),
}
const broken: Drill = {
  ...kept,
  id: 'B99',
  run: () => Promise.reject(new Error('no such\nserver')),
}

t.test('a drill that throws has missed, and the others are still run', async (t) => {
  const reports = await runDrills([broken, kept])
  t.match(reports, [
    { id: 'B99', pass: false, measured: /no such/ },
    { id: 'B00', pass: true, measured: '0' },
  ])
  const lines = table(reports).split('\n')
  t.equal(lines.length, 4)
  t.match(lines[2], /^\| B99 \| holds \| 0 \\\| 1 \| .*no such server.* \| MISS \|$/)
  t.match(lines[3], /\| pass \|$/)
})
