import t from 'tap'
import { problemKinds } from '@patchbay/contract'
import { expectProblem } from '../support/expect-problem.ts'
import { openApp } from '../support/open-app.ts'

t.test('every kind of problem has a page, which is what `type` refers to', async (t) => {
  const { get } = await openApp(t)
  const list = JSON.parse((await get('/problems')).text) as Array<Record<string, unknown>>
  t.same(
    list,
    Object.entries(problemKinds).map(([code, kind]) => ({ code, ...kind })),
  )
  for (const [code, kind] of Object.entries(problemKinds)) {
    const { status, text } = await get(`/problems/${code}`)
    t.equal(status, 200, code)
    t.same(JSON.parse(text), { code, ...kind })
  }
  const { type } = expectProblem(t, await get('/nothing'), 'not_found')
  t.equal((await get(type)).status, 200)
  for (const code of ['nothing', 'constructor', '__proto__']) {
    expectProblem(t, await get(`/problems/${code}`), 'not_found')
  }
})
