import t from 'tap'
import { streamReport } from '../src/report/stream-report.ts'

t.test('a report of several pages is streamed whole and typed; B64 does it with 250,000 rows', async (t) => {
  const { faults, bytes } = await streamReport(120_000)
  t.same(faults, [])
  t.ok(bytes > 10_000_000, `${bytes} bytes`)
})
