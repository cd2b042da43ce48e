import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { readJson, type Tree } from '@nx/devkit'
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing'
import t, { type Test } from 'tap'
import connector from '../../src/generators/connector/generator.ts'
import { connectorLayout } from '../../src/rules/connector-layout.ts'
import { manifestShape } from '../../src/rules/manifest-shape.ts'
import { noRepeatedConfiguration } from '../../src/rules/no-repeated-configuration.ts'
import { solutionReferences } from '../../src/rules/solution-references.ts'
import { realWorkspace } from '../real-workspace.ts'
import { imaginaryWorkspace } from '../imaginary-workspace.ts'

const workspaceRoot = join(import.meta.dirname, '../../../..')
const longestId = 'the-longest-id-that-is-permitted'

/** A repository before the generator runs, in memory. */
function startingTree(): Tree {
  const tree = createTreeWithEmptyWorkspace()
  for (const path of ['packages/contract/package.json', 'packages/testkit/package.json']) {
    tree.write(path, realWorkspace.read(path))
  }
  tree.write('tsconfig.json', JSON.stringify({ files: [], references: [{ path: 'plugins/zeta' }] }))
  return tree
}

const generated = (tree: Tree) =>
  tree.listChanges().flatMap(({ path, content }) => (path.startsWith('plugins/') ? [{ path, content }] : []))

t.test('writes one folder, and one line outside', async (t) => {
  const tree = startingTree()
  const before = tree.listChanges().map(({ path }) => path)
  connector(tree, { id: 'acme-mail' })
  const added = tree
    .listChanges()
    .map(({ path }) => path)
    .filter((path) => !before.includes(path))
  t.same(added.sort(), [
    'plugins/acme-mail/README.md',
    'plugins/acme-mail/package.json',
    'plugins/acme-mail/src/emulator/index.ts',
    'plugins/acme-mail/src/index.ts',
    'plugins/acme-mail/src/operations/echo.ts',
    'plugins/acme-mail/src/vendor.ts',
    'plugins/acme-mail/test/acceptance.test.ts',
    'plugins/acme-mail/tsconfig.json',
  ])
  t.same(readJson(tree, 'tsconfig.json'), {
    files: [],
    references: [{ path: 'plugins/acme-mail' }, { path: 'plugins/zeta' }],
  })
  t.match(readJson(tree, 'plugins/acme-mail/package.json'), {
    name: '@patchbay/connector-acme-mail',
    peerDependencies: {
      '@patchbay/contract': `^${readJson(tree, 'packages/contract/package.json').version}`,
    },
  })
  t.match(tree.read('plugins/acme-mail/src/index.ts', 'utf8'), "title: 'Acme Mail'")
})

t.test('what it writes keeps the house rules', async (t) => {
  const tree = startingTree()
  connector(tree, { id: 'acme-mail' })
  const files = generated(tree).map(({ path, content }) => [path, String(content)] as const)
  const solution = { references: [{ path: 'plugins/acme-mail' }] }
  const workspace = imaginaryWorkspace({ ...Object.fromEntries(files), 'tsconfig.json': solution })
  for (const rule of [connectorLayout, manifestShape, noRepeatedConfiguration, solutionReferences]) {
    t.same(rule(workspace), [], rule.name)
  }
})

t.test('refuses ids that cannot be', async (t) => {
  for (const id of ['Acme', 'acme_mail', '4d', '-acme', 'acme-', 'acme--mail', 'acme mail', '../acme', '']) {
    t.throws(() => connector(startingTree(), { id }), { message: /is not in kebab-case/ }, id)
  }
  t.throws(() => connector(startingTree(), { id: `${longestId}s` }), { message: /an id may have 32/ })
  const tree = startingTree()
  connector(tree, { id: 'acme' })
  t.throws(() => connector(tree, { id: 'acme' }), { message: /plugins\/acme exists already/ })
})

t.test('what it writes is formatted, linted, typed, and passes its own acceptance', async (t) => {
  const root = repositoryOnDisk(t)
  // A short and a long id, since the length of a line decides how it is formatted.
  for (const id of ['ab', longestId]) {
    const tree = startingTree()
    connector(tree, { id })
    for (const { path, content } of generated(tree)) {
      mkdirSync(join(root, dirname(path)), { recursive: true })
      writeFileSync(join(root, path), content ?? '')
    }
  }
  const bin = (name: string) => join(workspaceRoot, 'node_modules', name)
  passes(t, root, [bin('oxfmt/bin/oxfmt'), '--check', 'plugins'])
  passes(t, root, [bin('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings', 'plugins'])
  passes(t, root, [bin('typescript/lib/tsc.js'), '-p', 'tsconfig.plugins.json'])
  passes(t, join(root, 'plugins/ab'), ['--conditions=@patchbay/source', 'test/acceptance.test.ts'])
})

/** A repository as far as the tools look at it, outside of this one, so that nothing else stumbles over it. */
function repositoryOnDisk(t: Test): string {
  const root = mkdtempSync(join(tmpdir(), 'patchbay-generator-'))
  t.teardown(() => rmSync(root, { recursive: true }))
  for (const file of ['.oxfmtrc.json', '.oxlintrc.json', 'tsconfig.base.json', 'tsconfig.test.json']) {
    copyFileSync(join(workspaceRoot, file), join(root, file))
  }
  for (const folder of ['node_modules', 'packages']) {
    symlinkSync(join(workspaceRoot, folder), join(root, folder), 'junction')
  }
  const tsconfig = {
    extends: './tsconfig.test.json',
    compilerOptions: { rootDir: '/' },
    include: ['plugins'],
  }
  writeFileSync(join(root, 'tsconfig.plugins.json'), JSON.stringify(tsconfig))
  return root
}

function passes(t: Test, cwd: string, command: readonly string[]): void {
  // tap follows child processes by a hook in NODE_OPTIONS, which Node cannot load together with some of these.
  const plain = ['-u', 'NODE_OPTIONS', process.execPath, ...command]
  const { status, stdout, stderr } = spawnSync('env', plain, { cwd, encoding: 'utf8' })
  t.equal(status, 0, command.map((part) => part.replace(workspaceRoot, '.')).join(' '), { stdout, stderr })
}
