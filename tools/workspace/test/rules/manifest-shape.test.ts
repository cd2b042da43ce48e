import t from 'tap'
import { manifestShape } from '../../src/rules/manifest-shape.ts'
import { imaginaryWorkspace } from '../imaginary-workspace.ts'

const good = {
  name: '@patchbay/connector-echo',
  version: '1.0.0',
  license: 'Apache-2.0',
  type: 'module',
  files: ['dist', 'src', 'README.md'],
  engines: { node: '>=22.19' },
  exports: {
    './package.json': './package.json',
    '.': { '@patchbay/source': './src/index.ts', types: './dist/index.d.ts', default: './dist/index.js' },
  },
  peerDependencies: { '@patchbay/contract': '^1.0.0' },
  tap: { extends: '../../.taprc' },
  patchbay: { contract: '1' },
}
const entry = good.exports['.']

const faultsOf = (manifest: object, root = 'plugins/echo') =>
  manifestShape(imaginaryWorkspace({ [`${root}/package.json`]: manifest, [`${root}/test/a.test.ts`]: '' }))

t.test('lets a connector, a package and a tool pass', async (t) => {
  t.same(faultsOf(good), [])
  t.same(
    faultsOf({ ...good, name: '@patchbay/contract', scripts: { 'api-report': 'x' } }, 'packages/contract'),
    [],
  )
  const client = { ...good, name: '@patchbay/client', engines: { node: '>=20.3' } }
  t.same(faultsOf(client, 'packages/client'), [], 'which others import into older processes')
  t.match(faultsOf({ ...client, engines: good.engines }, 'packages/client'), [
    /"engines.node" must be >=20.3/,
  ])
  const tool = { name: '@patchbay/bench', private: true, type: 'module', tap: good.tap }
  t.same(faultsOf(tool, 'tools/bench'), [])
})

t.test('names what is wrong', async (t) => {
  const wrong: ReadonlyArray<readonly [object, RegExp]> = [
    [{ name: '@patchbay/echo' }, /"name" must be @patchbay\/connector-echo/],
    [{ type: 'commonjs' }, /"type"/],
    [{ scripts: { build: 'tsc' } }, /script build/],
    [{ scripts: { 'api-report': 'x' } }, /script api-report/],
    [{ tap: undefined }, /"tap"/],
    [{ tap: { extends: '../../.taprc', timeout: 1 } }, /"tap"/],
    [{ version: '1' }, /"version"/],
    [{ license: 'MIT' }, /"license"/],
    [{ engines: { node: '>=20' } }, /"engines.node"/],
    [{ files: ['dist', 'README.md'] }, /"files" must name src/],
    [{ exports: { '.': entry } }, /\.\/package\.json/],
    [{ exports: { './package.json': './package.json' } }, /entry "\."/],
    [{ exports: { ...good.exports, '.': './src/index.ts' } }, /"exports" of \./],
    [
      { exports: { ...good.exports, './more': entry, '.': { ...entry, types: './dist/other.d.ts' } } },
      /of \. must/,
    ],
    [{ exports: { ...good.exports, '.': { ...entry, require: './dist/index.cjs' } } }, /"exports" of \./],
    [
      {
        exports: {
          ...good.exports,
          '.': { default: entry.default, types: entry.types, '@patchbay/source': './src/index.ts' },
        },
      },
      /"exports" of \./,
    ],
    [{ patchbay: {} }, /"patchbay.contract"/],
    [{ peerDependencies: {} }, /"peerDependencies"/],
    [{ patchbay: { contract: '2' } }, /same major/],
    [{ dependencies: { '@patchbay/contract': '1' } }, /peer only/],
  ]
  for (const [difference, fault] of wrong) {
    t.match(faultsOf({ ...good, ...difference }), [fault], JSON.stringify(difference))
  }
  t.match(faultsOf({ ...good, name: '@patchbay/bench' }, 'tools/bench'), [
    'tools/bench/package.json: "private"',
  ])
})
