import t from 'tap'
import { createNodes } from '../src/plugin.ts'

const targetsIn = async (workspaceRoot: string, root: string) => {
  const [, infer] = createNodes
  const path = `${root}/package.json`
  const [result] = await infer([path], undefined, { workspaceRoot, nxJsonConfiguration: {} })
  return result?.[1].projects?.[root]?.targets ?? {}
}

t.test('a package has the targets that its content allows', async (t) => {
  const workspaceRoot = t.testdir({
    packages: {
      whole: { 'tsconfig.json': '{}', src: { 'index.ts': '' }, test: { deep: { 'a.test.ts': '' } } },
      typed: { 'tsconfig.json': '{}', src: { 'index.ts': '', generator: { 'main.ts': '' } } },
      untested: { 'tsconfig.json': '{}', src: { 'index.ts': '' }, test: { 'helper.ts': '' } },
    },
    tools: { script: { 'main.mjs': '' }, checked: { 'tsconfig.json': '{}', src: { 'index.ts': '' } } },
  })
  const names = async (root: string) => Object.keys(await targetsIn(workspaceRoot, root)).sort()
  t.same(await names('packages/whole'), ['build', 'coverage', 'lint', 'test', 'typecheck'])
  t.same(await names('packages/typed'), ['build', 'generate', 'lint', 'typecheck'])
  t.same(await names('packages/untested'), ['build', 'lint', 'typecheck'])
  t.same(await names('tools/script'), [], 'nothing to check')
  t.same(await names('tools/checked'), ['lint', 'typecheck'], 'a tool runs from its sources')
})

t.test('an answer from the cache is one that could not differ', async (t) => {
  const workspaceRoot = t.testdir({
    plugins: { echo: { 'tsconfig.json': '{}', src: { 'index.ts': '' }, test: { 'a.test.ts': '' } } },
  })
  const targets = await targetsIn(workspaceRoot, 'plugins/echo')
  for (const [name, { cache, inputs }] of Object.entries(targets)) {
    t.equal(cache, true, name)
    t.ok(inputs?.includes('^production'), `${name} depends on the sources of what the package depends on`)
  }
  t.ok(targets['test']?.inputs?.includes('default'), 'tests depend on the tests themselves')
  t.notOk(targets['build']?.inputs?.includes('default'), 'a build does not')
  t.same(targets['build']?.dependsOn, ['generate', '^generate', '^build'])
  t.same(
    targets['typecheck']?.dependsOn,
    ['generate', '^generate'],
    'types that are generated are there first',
  )
  t.equal(targets['test']?.options.cwd, 'plugins/echo', 'tap finds its configuration')
  t.equal(targets['test']?.dependsOn, undefined, 'tests run on sources')
})
