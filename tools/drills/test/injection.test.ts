import t from 'tap'
import { isSafePattern } from 'redos-detector'
import { expressionsOfSources, patternsIn } from '../src/injection/expressions.ts'
import { forgeLines } from '../src/injection/forged-lines.ts'
import { pollute } from '../src/injection/pollute.ts'

t.test('no line of the log is made by others', async (t) => {
  t.same((await forgeLines()).faults, [])
})

t.test('no prototype is reached', async (t) => {
  const { tried, faults } = await pollute()
  t.same(faults, [])
  t.ok(tried >= 40, `${tried} payloads`)
})

t.test('expressions are found where they are', (t) => {
  t.ok(expressionsOfSources().length > 60)
  t.same(patternsIn({ a: [{ pattern: 'x' }, { pattern: 'x', b: { pattern: 'y' } }], pattern: 1 }), ['x', 'y'])
  t.notOk(
    isSafePattern('^[^,]*[^,\\s][^,]*$', { unicode: true }).safe,
    'the detector sees what took quadratic time',
  )
  t.end()
})
