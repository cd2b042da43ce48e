import t from 'tap'
import { rules } from '../src/rules.ts'
import { packagesOf } from '../src/workspace.ts'
import { realWorkspace } from './real-workspace.ts'

t.test('this repository keeps its house rules', async (t) => {
  const roots = packagesOf(realWorkspace).map(({ root }) => root)
  t.ok(roots.includes('packages/contract') && roots.includes('tools/workspace'), 'packages are found at all')
  for (const [name, rule] of Object.entries(rules)) t.same(rule(realWorkspace), [], name)
})
