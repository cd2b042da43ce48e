import t from 'tap'
import { cases } from '../src/cases.ts'
import { readOptions } from '../src/options.ts'

t.test('defaults', async (t) => {
  t.match(readOptions([]), { seconds: 4, warmUp: 40_000, rounds: 3, connections: 64, pin: true })
  t.same(
    readOptions([]).cases,
    cases.map(({ id }) => id),
  )
})

t.test('--quick is short, and gives way to what is said', async (t) => {
  t.match(readOptions(['--quick']), { seconds: 1, warmUp: 15_000, rounds: 2 })
  t.match(readOptions(['--quick', '--rounds', '5']), { seconds: 1, rounds: 5 })
})

t.test('what makes no sense is refused', async (t) => {
  for (const parameters of [
    ['--seconds', '0'],
    ['--seconds', 'long'],
    ['--rounds', '1.5'],
    ['--cases', 'bare,none'],
    ['--unknown'],
    ['stray'],
  ]) {
    t.throws(() => readOptions(parameters), TypeError, parameters.join(' '))
  }
})
