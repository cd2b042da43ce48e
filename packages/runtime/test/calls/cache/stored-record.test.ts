import t from 'tap'
import { Answer } from '../../../src/calls/cache/answer.ts'
import { decodeAnswer, encodeAnswer } from '../../../src/calls/cache/stored-record.ts'

const place = { connector: 'shelf', operation: 'books.find', connection: 'main', source: 'live' } as const
const parts = { at: 1_000, freshFor: 60_000, staleFor: 5_000, standsInFor: 90_000 }

t.test('an answer is read as it was written', async (t) => {
  const warnings = [{ code: 'old', message: 'line\nbreak', path: '/a' }]
  const written = new Answer(place, { ...parts, data: '{"a":"ü\\n🎺"}', next: 'page-2', warnings }, 3)
  const read = decodeAnswer(encodeAnswer(written), place, 7)
  t.match(read, { ...parts, place, data: '{"a":"ü\\n🎺"}', next: 'page-2', warnings, stamp: 7 })
  t.equal(read?.tag, written.tag)
  t.equal(String(read?.head), String(written.head))
  t.equal(read?.usefulFor, 150_000)
})

t.test('what another version has written is not read', async (t) => {
  for (const text of ['{"form":2}\n{}', 'not JSON', '', '{}\n{}', '{"form":1', 'null\n1']) {
    t.equal(decodeAnswer(Buffer.from(text), place, 0), undefined, text)
  }
})
