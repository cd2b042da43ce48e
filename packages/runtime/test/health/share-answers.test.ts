import t from 'tap'
import { shareAnswers } from '../../src/health/share-answers.ts'

t.test('an answer is worked out once for all who ask within its age', async (t) => {
  let time = 0
  const running: Array<PromiseWithResolvers<string>> = []
  const workOut = (): Promise<string> => {
    const one = Promise.withResolvers<string>()
    running.push(one)
    return one.promise
  }
  const ask = shareAnswers(1_000, workOut, () => time)
  const together = [ask('acme'), ask('acme')]
  time = 5_000
  together.push(ask('acme'))
  t.equal(running.length, 1, 'however long it takes')
  running[0]?.resolve('first')
  t.same(await Promise.all(together), ['first', 'first', 'first'])

  const second = ask('acme')
  t.equal(running.length, 2, 'it was too old')
  const other = ask('other')
  t.equal(running.length, 3, 'others have answers of their own')
  running[1]?.resolve('second')
  running[2]?.resolve('theirs')
  t.same(await Promise.all([second, other]), ['second', 'theirs'])
  time = 5_999
  t.equal(await ask('acme'), 'second')
  t.equal(running.length, 3)
})

t.test('a failure is told to those who wait, and not kept', async (t) => {
  let asked = 0
  const ask = shareAnswers(
    1_000,
    async () => {
      asked += 1
      if (asked === 1) throw new Error('away')
      return 'here'
    },
    () => 0,
  )
  const together = [ask('acme'), ask('acme')]
  for (const one of together) await t.rejects(one, { message: 'away' })
  t.equal(await ask('acme'), 'here')
  t.equal(asked, 2)
})
