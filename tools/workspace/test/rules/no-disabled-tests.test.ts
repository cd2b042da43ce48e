import t from 'tap'
import { noDisabledTests } from '../../src/rules/no-disabled-tests.ts'
import { imaginaryWorkspace } from '../imaginary-workspace.ts'

const faultsOf = (source: string) =>
  noDisabledTests(
    imaginaryWorkspace({ 'plugins/echo/package.json': {}, 'plugins/echo/test/echo.test.ts': source }),
  )

t.test('names tests that do not run', async (t) => {
  for (const word of ['skip', 'todo', 'only']) {
    const fault = [`plugins/echo/test/echo.test.ts has a test with "${word}"`]
    t.same(faultsOf(`t.${word}('later', async () => {})`), fault)
    t.same(faultsOf(`t.test('later', { ${word}: true }, async () => {})`), fault)
    t.same(faultsOf(`await t.test(\n  "it's late",\n  { timeout: 1, ${word}: 'why' },\n)`), fault)
  }
})

t.test('lets the same words pass where they mean something else', async (t) => {
  t.same(faultsOf("t.test('pages', async (t) => { t.same(await list({ skip: 10, only: 'a' }), []) })"), [])
  t.same(faultsOf("t.test('todo lists', async (t) => { t.equal(todo.only, 1) })"), [])
})
