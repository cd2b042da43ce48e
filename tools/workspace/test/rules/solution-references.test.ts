import t from 'tap'
import { solutionReferences } from '../../src/rules/solution-references.ts'
import { imaginaryWorkspace } from '../imaginary-workspace.ts'

const faultsOf = (...paths: readonly string[]) =>
  solutionReferences(
    imaginaryWorkspace({
      'tsconfig.json': { references: paths.map((path) => ({ path })) },
      'packages/contract/package.json': {},
      'packages/contract/tsconfig.json': {},
      'plugins/echo/package.json': {},
      'plugins/echo/tsconfig.json': {},
      'packages/pages/package.json': {},
      'tools/bench/package.json': {},
      'tools/bench/tsconfig.json': {},
    }),
  )

t.test('the solution references each package that is built, once', async (t) => {
  t.same(faultsOf('packages/contract', 'plugins/echo'), [])
  t.same(faultsOf('packages/contract'), ['tsconfig.json does not reference plugins/echo'])
  t.same(faultsOf('packages/contract', 'plugins/echo', 'plugins/echo'), [
    'tsconfig.json references plugins/echo twice',
  ])
  t.match(faultsOf('packages/contract', 'plugins/echo', 'plugins/gone'), [
    /references plugins\/gone, which is no package/,
  ])
})
