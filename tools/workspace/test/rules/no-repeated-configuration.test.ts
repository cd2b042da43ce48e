import t from 'tap'
import { noRepeatedConfiguration } from '../../src/rules/no-repeated-configuration.ts'
import { imaginaryWorkspace } from '../imaginary-workspace.ts'

const base = { extends: '../../tsconfig.base.json' }
const withFiles = (files: Readonly<Record<string, string | object>>) =>
  imaginaryWorkspace({
    '.taprc': '',
    '.oxlintrc.json': {},
    'tsconfig.test.json': {},
    'packages/contract/package.json': {},
    ...files,
  })

t.test('lets a tsconfig.json with base and references pass', async (t) => {
  const workspace = withFiles({
    'packages/contract/tsconfig.json': { ...base, references: [{ path: '../emulator' }] },
  })
  t.same(noRepeatedConfiguration(workspace), [])
})

t.test('names configuration of a package’s own', async (t) => {
  for (const file of [
    '.taprc',
    '.oxlintrc.json',
    '.oxfmtrc.json',
    'tsconfig.build.json',
    'src/.oxlintrc.json',
    'project.json',
  ]) {
    t.same(noRepeatedConfiguration(withFiles({ [`packages/contract/${file}`]: '' })), [
      `packages/contract/${file} repeats what the root of the repository configures`,
    ])
  }
})

t.test('names options of a package’s own', async (t) => {
  const faultsOf = (tsconfig: object) =>
    noRepeatedConfiguration(withFiles({ 'packages/contract/tsconfig.json': tsconfig }))
  t.match(faultsOf({ ...base, compilerOptions: { strict: false } }), [/must not have "compilerOptions"/])
  t.match(faultsOf({ ...base, include: ['src'] }), [/must not have "include"/])
  t.match(faultsOf({}), [/must extend/])
})
