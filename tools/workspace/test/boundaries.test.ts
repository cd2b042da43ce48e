import t from 'tap'
import { violations, type Edge } from '../src/boundaries.ts'
import { declaredEdges, importEdges, referenceEdges, trespasses, undeclaredImports } from '../src/edges.ts'
import { imaginaryWorkspace } from './imaginary-workspace.ts'
import { realWorkspace } from './real-workspace.ts'

t.test('this repository keeps its boundaries', async (t) => {
  const declared = declaredEdges(realWorkspace)
  t.ok(
    declared.some(({ from, to }) => from === 'packages/runtime' && to === 'packages/contract'),
    'edges are found at all',
  )
  t.same(violations(declared), [], 'declared dependencies')
  t.same(violations(importEdges(realWorkspace)), [], 'imports')
  t.same(violations(referenceEdges(realWorkspace)), [], 'project references')
  t.same(trespasses(realWorkspace), [], 'imports by path')
  t.same(undeclaredImports(realWorkspace), [], 'undeclared imports')
})

t.test('arrows point down only', async (t) => {
  const edge = (from: string, to: string, use: Edge['use'] = 'shipped'): Edge => ({
    from,
    to,
    use,
    where: 'x',
  })
  const forbidden = [
    edge('packages/contract', 'packages/emulator'),
    edge('packages/emulator', 'packages/runtime'),
    edge('packages/runtime', 'packages/testkit', 'development'),
    edge('packages/runtime', 'plugins/echo'),
    edge('packages/client', 'packages/runtime'),
    edge('packages/console', 'packages/contract'),
    edge('plugins/echo', 'packages/runtime'),
    edge('plugins/echo', 'packages/runtime', 'development'),
    edge('plugins/echo', 'packages/testkit'),
    edge('plugins/echo', 'packages/emulator'),
    edge('plugins/echo', 'plugins/other'),
    edge('plugins/echo', 'plugins/other', 'development'),
    edge('plugins/echo', 'tools/workspace', 'development'),
    edge('packages/surprise', 'packages/contract'),
  ]
  t.equal(violations(forbidden).length, forbidden.length)
  t.equal(violations(forbidden)[6], 'plugins/echo must not use packages/runtime (x)')
  const allowed = [
    edge('packages/emulator', 'packages/contract'),
    edge('packages/runtime', 'packages/emulator'),
    edge('packages/testkit', 'packages/runtime'),
    edge('packages/client', 'packages/contract'),
    edge('packages/console', 'packages/client'),
    edge('plugins/echo', 'packages/contract'),
    edge('plugins/echo', 'packages/testkit', 'development'),
    edge('plugins/echo', 'packages/emulator', 'development'),
    edge('tools/bench', 'plugins/echo'),
  ]
  t.same(violations(allowed), [])
})

const manifests = {
  'package.json': { devDependencies: { tap: '1' } },
  'packages/contract/package.json': { name: '@patchbay/contract' },
  'packages/runtime/package.json': { name: '@patchbay/runtime' },
  'packages/testkit/package.json': { name: '@patchbay/testkit' },
  'plugins/other/package.json': { name: '@patchbay/connector-other' },
}

t.test('a forbidden dependency is seen, in whatever section it is declared', async (t) => {
  for (const section of ['dependencies', 'peerDependencies', 'optionalDependencies', 'devDependencies']) {
    const workspace = imaginaryWorkspace({
      ...manifests,
      'plugins/echo/package.json': {
        name: '@patchbay/connector-echo',
        [section]: { '@patchbay/runtime': '1' },
      },
    })
    t.match(violations(declaredEdges(workspace)), [`(${section} in package.json)`], section)
  }
  const workspace = imaginaryWorkspace({
    ...manifests,
    'plugins/echo/package.json': {
      name: '@patchbay/connector-echo',
      dependencies: { '@patchbay/testkit': '1' },
    },
  })
  t.equal(violations(declaredEdges(workspace)).length, 1, 'the testkit is for development only')
})

t.test('a forbidden import is seen, however it is written', async (t) => {
  // The name is put in from outside, so that this file does not seem to import what it talks about.
  const runtime = '@patchbay/runtime'
  const ways = [
    `import { start } from '${runtime}'`,
    `import {\n  start,\n} from "${runtime}"`,
    `import '${runtime}'`,
    `import type { Runtime } from '${runtime}'`,
    `export { start } from '${runtime}'`,
    `export * from '${runtime}'`,
    `const runtime = await import('${runtime}')`,
    `type Runtime = import('${runtime}').Runtime`,
    `const path = import.meta.resolve('${runtime}/package.json')`,
    `const runtime = require('${runtime}')`,
    `import other from '@patchbay/connector-other'`,
    `import other from '../../other/src/index.ts'`,
    `import { acceptance } from '@patchbay/testkit'`,
  ]
  for (const way of ways) {
    const workspace = imaginaryWorkspace({
      ...manifests,
      'plugins/echo/package.json': { name: '@patchbay/connector-echo' },
      'plugins/echo/src/index.ts': way,
    })
    t.equal(violations(importEdges(workspace)).length, 1, way)
  }
})

t.test('what only looks like a forbidden import is let pass', async (t) => {
  const workspace = imaginaryWorkspace({
    ...manifests,
    'plugins/echo/package.json': { name: '@patchbay/connector-echo' },
    'plugins/echo/src/index.ts': [
      "import { defineConnector } from '@patchbay/contract'",
      "import { say } from './operations/echo.ts'",
      `// import { start } from '${'@patchbay/runtime'}'`,
      ` * import { start } from '${'@patchbay/runtime'}'`,
      "const bytes = Buffer.from('@patchbay/runtime')",
      "const text = `it came from '@patchbay/runtime'`",
    ].join('\n'),
    'plugins/echo/test/acceptance.test.ts': "import { acceptance } from '@patchbay/testkit'",
  })
  t.same(violations(importEdges(workspace)), [])
})

t.test('a forbidden project reference is seen', async (t) => {
  const workspace = imaginaryWorkspace({
    ...manifests,
    'plugins/echo/package.json': { name: '@patchbay/connector-echo' },
    'plugins/echo/tsconfig.json': {
      references: [
        { path: '../../packages/contract' },
        { path: '../../packages/runtime' },
        { path: '../other' },
      ],
    },
  })
  t.same(violations(referenceEdges(workspace)), [
    'plugins/echo must not use packages/runtime (references in tsconfig.json)',
    'plugins/echo must not use plugins/other (references in tsconfig.json)',
  ])
})

t.test('reaching into an allowed package by path is seen', async (t) => {
  const workspace = imaginaryWorkspace({
    ...manifests,
    'tools/bench/package.json': { name: '@patchbay/bench' },
    'tools/bench/src/main.ts': "import { Problem } from '../../../packages/contract/src/problem.ts'",
    'tools/bench/test/main.test.ts': "import { main } from '../src/main.ts'",
  })
  t.same(trespasses(workspace), [
    "tools/bench/src/main.ts must import by the name of a package, not by '../../../packages/contract/src/problem.ts'",
  ])
})

t.test('an import that only works because npm hoists is seen', async (t) => {
  const workspace = imaginaryWorkspace({
    ...manifests,
    'plugins/echo/package.json': {
      name: '@patchbay/connector-echo',
      dependencies: { '@scope/declared': '1' },
      devDependencies: { helper: '1' },
    },
    'plugins/echo/src/index.ts': [
      "import { readFile } from 'node:fs/promises'",
      "import fine from '@scope/declared/part'",
      "import own from '@patchbay/connector-echo'",
      "import helper from 'helper'",
      "import undici from 'undici'",
    ].join('\n'),
    'plugins/echo/test/echo.test.ts': "import t from 'tap'\nimport helper from 'helper/part'",
  })
  t.same(undeclaredImports(workspace), [
    "plugins/echo/src/index.ts imports 'helper', which its package.json does not declare",
    "plugins/echo/src/index.ts imports 'undici', which its package.json does not declare",
  ])
})
