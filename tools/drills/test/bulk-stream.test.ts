import t from 'tap'
import { streamBigResult } from '../src/bulk/stream-big-result.ts'

t.test('a bulk result is streamed, broken off and taken up again; B61 does it with 1 GB', async (t) => {
  const { faults, bytes, growth } = await streamBigResult(20_000_000)
  t.same(faults, [])
  t.ok(bytes > 15_000_000, `${bytes} bytes`)
  t.ok(growth < 150, `RSS grows by ${growth.toFixed(0)} MB`)
})
