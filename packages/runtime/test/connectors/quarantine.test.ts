import { join } from 'node:path'
import t, { type Test } from 'tap'
import type { QuarantineCode } from '../../src/connectors/quarantine.ts'
import { connectorPackage, type PackageFiles } from '../support/connector-source.ts'
import { expectProblem } from '../support/expect-problem.ts'
import { openApp, type OpenApp } from '../support/open-app.ts'

interface Case {
  readonly name: string
  readonly code: QuarantineCode
  readonly reason: RegExp
  readonly files: PackageFiles
  /** The id that it is known by. Default: the name of its folder. */
  readonly id?: string
}

const withOperation = (operation: string): PackageFiles => connectorPackage('bad', { operation })
const withDefinition = (definition: string): PackageFiles => connectorPackage('bad', { definition })
const withSource = (source: string): PackageFiles => connectorPackage('bad', { source })
const withManifest = (manifest: Record<string, unknown>): PackageFiles =>
  connectorPackage('bad', { manifest, source: 'globalThis.importedAnyway = true' })

const cases: readonly Case[] = [
  { name: 'no package.json', code: 'package_missing', reason: /There is no /, files: {} },
  {
    name: 'a package.json that is not JSON',
    code: 'manifest_invalid',
    reason: /is not JSON/,
    files: { 'package.json': '{ nonsense' },
  },
  {
    name: 'no "patchbay" in package.json',
    code: 'manifest_invalid',
    reason: /\/patchbay.*"patchbay": \{ "contract": "1" \}/,
    files: withManifest({ patchbay: undefined }),
  },
  {
    name: 'a version that is none',
    code: 'manifest_invalid',
    reason: /"one" is not a semantic version/,
    files: withManifest({ version: 'one' }),
  },
  {
    name: 'a contract range that is none',
    code: 'manifest_invalid',
    reason: /"newest!" is not a range/,
    files: withManifest({ patchbay: { contract: 'newest!' } }),
  },
  {
    name: 'another contract',
    code: 'contract_mismatch',
    reason: /written for contract 7; this runtime has 1\./,
    files: withManifest({ patchbay: { contract: '7' } }),
  },
  {
    name: 'no exports',
    code: 'export_missing',
    reason: /exports nothing as "\."/,
    files: withManifest({ exports: undefined }),
  },
  {
    name: 'exports without "."',
    code: 'export_missing',
    reason: /exports nothing as "\."/,
    files: withManifest({ exports: { './other': './index.js' } }),
  },
  {
    name: 'no default export',
    code: 'export_missing',
    reason: /default export is not the result of defineConnector/,
    files: withSource('export const connector = {}'),
  },
  {
    name: 'a default export that is no connector',
    code: 'export_missing',
    reason: /default export is not the result of defineConnector/,
    files: withSource('export default { id: "bad" }'),
  },
  {
    name: 'an entry that does not exist',
    code: 'import_failed',
    reason: /Cannot find module/,
    files: {
      'package.json': connectorPackage('bad', { manifest: { exports: './gone.js' } })['package.json'] ?? '',
    },
  },
  {
    name: 'a module that throws',
    code: 'import_failed',
    reason: /Importing it failed\. RangeError: out of luck/,
    files: withSource('throw new RangeError("out of luck")'),
  },
  {
    name: 'a module that throws no error',
    code: 'import_failed',
    reason: /Importing it failed\. just words/,
    files: withSource('throw "just words"'),
  },
  {
    name: 'a module that throws nothing at all',
    code: 'import_failed',
    reason: /Importing it failed\. undefined/,
    files: withSource('throw undefined'),
  },
  {
    name: 'a module that rejects with an object without a prototype',
    code: 'import_failed',
    reason: /Importing it failed\./,
    files: withSource('throw Object.create(null)'),
  },
  {
    name: 'a module with a syntax error',
    code: 'import_failed',
    reason: /SyntaxError/,
    files: withSource('export default {'),
  },
  {
    name: 'a module that never finishes',
    code: 'import_timeout',
    reason: /did not finish within 400 ms/,
    files: withSource('await new Promise(() => {})'),
  },
  {
    name: 'a bad id',
    code: 'definition_invalid',
    reason: /id "Not Kebab" is not in kebab-case/,
    files: withDefinition("id: 'Not Kebab',"),
  },
  {
    name: 'no title',
    code: 'definition_invalid',
    reason: /title is missing/,
    files: withDefinition("title: '',"),
  },
  {
    name: 'no vendor',
    code: 'definition_invalid',
    reason: /vendor/,
    files: withDefinition('vendor: undefined,'),
  },
  {
    name: 'no origin',
    code: 'definition_invalid',
    reason: /no origin/,
    files: withDefinition('vendor: { ...vendor, origins: {} },'),
  },
  {
    name: 'no limits',
    code: 'definition_invalid',
    reason: /limits are missing/,
    files: withDefinition('vendor: { ...vendor, limits: undefined },'),
  },
  {
    name: 'a limit that is none',
    code: 'definition_invalid',
    reason: /The limit pace is of the kind "fixed"/,
    files: withDefinition(
      "vendor: { ...vendor, limits: { pace: { kind: 'fixed', title: 'Pace', unit: 'requests', per: [] } } },",
    ),
  },
  {
    name: 'no operations',
    code: 'definition_invalid',
    reason: /no operations/,
    files: withDefinition('operations: {},'),
  },
  {
    name: 'a bad operation id',
    code: 'definition_invalid',
    reason: /"getThing" is not of the form noun\.verb/,
    files: withDefinition("operations: { getThing: get }, check: 'getThing',"),
  },
  {
    name: 'an operation without run',
    code: 'definition_invalid',
    reason: /thing\.get has no run\(\)/,
    files: withOperation('run: undefined,'),
  },
  {
    name: 'a bad effect',
    code: 'definition_invalid',
    reason: /effect "delete" of thing\.get is none of read, /,
    files: withOperation("effect: 'delete',"),
  },
  {
    name: 'a check that is no operation',
    code: 'definition_invalid',
    reason: /check "thing\.find" is not one of its operations/,
    files: withDefinition("check: 'thing.find',"),
  },
  {
    name: 'a check that every object has',
    code: 'definition_invalid',
    reason: /check "constructor" is not one of its operations/,
    files: withDefinition("check: 'constructor',"),
  },
  {
    name: 'a bad timeout',
    code: 'definition_invalid',
    reason: /timeout of thing\.get: "soon" is not a duration/,
    files: withOperation("timeout: 'soon',"),
  },
  {
    name: 'an input that is no object',
    code: 'schema_invalid',
    reason: /input of thing\.get is not an object schema/,
    files: withOperation('input: Type.String(),'),
  },
  {
    name: 'an output that is no schema',
    code: 'schema_invalid',
    reason: /output of thing\.get is not a schema/,
    files: withOperation('output: undefined,'),
  },
  {
    name: 'a schema that does not compile',
    code: 'schema_invalid',
    reason: /schema of the input of thing\.get is not valid/,
    files: withOperation("input: { type: 'object', properties: { a: { type: 'sting' } } },"),
  },
  {
    name: 'a schema with a reference to nowhere',
    code: 'schema_invalid',
    reason: /schema of the output of thing\.get is not valid/,
    files: withOperation("output: { $ref: 'https://nowhere.example/schema' },"),
  },
]

declare global {
  var importedAnyway: boolean | undefined
}

const openWith = (t: Test, folder: string, connectors: string): Promise<OpenApp> =>
  openApp(t, {
    settings: { connectors, loadTimeout: '400ms', useMockData: false, logLevel: 'error' },
    dependencies: { baseFolder: folder },
  })

t.test('what is wrong with a connector is said, and the others serve', async (t) => {
  const folder = t.testdir({
    good: connectorPackage('good'),
    ...Object.fromEntries(cases.map(({ files }, index) => [`bad-${index}`, { ...files }])),
  })
  const references = cases.map((_, index) => `./bad-${index}`)
  const { app, get, lines, url } = await openWith(t, folder, ['./good', ...references].join(','))
  const { registry } = app.patchbay

  t.equal(registry.quarantined.length, cases.length)
  for (const [index, { name, code, reason }] of cases.entries()) {
    const held = registry.quarantined.find(({ reference }) => reference === `./bad-${index}`)
    t.match(held, { code, reason }, name)
  }
  t.same(
    registry.loaded.map(({ host }) => host.description.id),
    ['good'],
  )
  t.equal((await get('/v1/connectors/good')).status, 200)
  t.equal(globalThis.importedAnyway, undefined, 'nothing is imported whose manifest does not fit')
  t.equal(
    lines().filter(({ msg }) => String(msg).startsWith('connector quarantined')).length,
    cases.length,
    'each has one line in the log',
  )

  const readiness = await fetch(`${url}/readyz`)
  const { status, parts } = (await readiness.json()) as {
    status: string
    parts: Array<Record<string, string>>
  }
  t.equal(readiness.status, 200)
  t.equal(status, 'degraded')
  t.same(
    parts.find(({ part }) => part === 'connector:bad-5'),
    { part: 'connector:bad-5', state: 'quarantined', code: 'contract_mismatch' },
    'without a key nobody learns the reason, which may name files',
  )
  const listed = JSON.parse((await get('/v1/connectors')).text) as { data: Array<Record<string, string>> }
  t.match(
    listed.data.find(({ id }) => id === 'bad-5'),
    { code: 'contract_mismatch', reason: /contract 7/ },
  )
  t.match(
    parts.find(({ part }) => part === 'connector:good'),
    { state: 'ready' },
  )
})

t.test('a quarantined connector answers for itself', async (t) => {
  const folder = t.testdir({ broken: connectorPackage('broken', { source: 'throw new Error("no")' }) })
  const { app, get, post, metric } = await openWith(t, folder, './broken')
  const { status, text } = await get('/v1/connectors/broken')
  t.equal(status, 200)
  t.match(JSON.parse(text), { data: { id: 'broken', state: 'quarantined', code: 'import_failed' } })
  t.match(JSON.parse((await get('/v1/connectors')).text), { data: [{ id: 'broken', state: 'quarantined' }] })
  for (const name of ['broken', 'broken@1']) {
    const problem = expectProblem(
      t,
      await post(`/v1/connectors/${name}/thing.get`, {}),
      'connector_unavailable',
    )
    t.match(problem.detail, /is quarantined \(import_failed\)/)
  }
  const ready = await app.inject('/readyz')
  t.equal(ready.statusCode, 503, 'with no connector at all there is nothing to serve')
  t.match(ready.json(), { status: 'not_ready' })
  t.equal(await metric(/^patchbay_connector_up\{connector="broken"\}/), 0)
})

t.test('the second of two connectors with one id and major is the duplicate', async (t) => {
  const folder = t.testdir({
    a: { same: connectorPackage('same') },
    b: { same: connectorPackage('same') },
  })
  const { app, get, metric } = await openWith(t, folder, './a/same,./b/same')
  t.match(app.patchbay.registry.quarantined, [{ reference: './b/same', code: 'duplicate_id' }])
  t.match(JSON.parse((await get('/v1/connectors/same')).text), { data: { state: 'loaded' } })
  t.equal(await metric(/^patchbay_connector_up\{connector="same"\}/), 1, 'the one that is loaded counts')
})

t.test('no two operations are known to clients by one name', async (t) => {
  const named = (...ids: string[]): string =>
    `operations: { ${ids.map((id) => `'${id}': get`).join(', ')} }, check: '${ids[0]}',`
  const folder = t.testdir({
    first: connectorPackage('web', { definition: named('shop-orders.list') }),
    older: connectorPackage('web', {
      definition: named('shop-orders.list'),
      manifest: { version: '2.0.0' },
    }),
    joined: connectorPackage('web-shop', { definition: named('orders.list', 'orders.get') }),
    major: connectorPackage('web-2', { definition: named('shop-orders.list') }),
    query: connectorPackage('other', { definition: named('a.list', 'a.list-get') }),
    twins: connectorPackage('twins', { definition: named('a.get-all', 'a.get_all') }),
    near: connectorPackage('web-shop', { definition: named('orders.find') }),
  })
  const { app } = await openWith(t, folder, './first,./older,./joined,./major,./query,./twins,./near')
  t.match(app.patchbay.registry.quarantined, [
    {
      reference: './joined',
      code: 'duplicate_name',
      reason: /orders\.list of web-shop and shop-orders\.list of web /,
    },
    { reference: './major', code: 'duplicate_name', reason: /web_2_shop_orders_list/ },
    { reference: './query', code: 'duplicate_name', reason: /other_a_list_get/ },
    { reference: './twins', code: 'duplicate_name', reason: /twins_a_get_all/ },
  ])
  t.same(
    app.patchbay.registry.loaded.map(({ host }) => host.description.id),
    ['web', 'web', 'web-shop'],
    'what is refused takes no name away',
  )
})

t.test('a folder is expanded to what is in it', async (t) => {
  const folder = t.testdir({
    connectors: {
      one: connectorPackage('one'),
      two: connectorPackage('two'),
      '.hidden': connectorPackage('hidden'),
      'README.md': 'not a folder',
    },
  })
  const idsOf = async (connectors: string): Promise<string[]> => {
    const { app } = await openWith(t, folder, connectors)
    t.same(app.patchbay.registry.quarantined, [])
    return app.patchbay.registry.loaded.map(({ host }) => host.description.id).toSorted()
  }
  t.same(await idsOf('./connectors/*'), ['one', 'two'])
  t.same(await idsOf(`${join(folder, 'connectors')}/*`), ['one', 'two'])
  t.same(await idsOf(' ./connectors/one , ,./connectors/two,'), ['one', 'two'])
  t.same(await idsOf('./nothing-here/*'), [])
  t.same(await idsOf(''), [])
})

t.test('a package is found by its name', async (t) => {
  const folder = t.testdir({
    node_modules: {
      'connector-named': connectorPackage('named'),
      '@some': { 'connector-scoped': connectorPackage('scoped') },
    },
  })
  const { app } = await openWith(t, folder, 'connector-named,@some/connector-scoped,connector-absent')
  t.same(
    app.patchbay.registry.loaded.map(({ host }) => host.description.id),
    ['named', 'scoped'],
  )
  t.match(app.patchbay.registry.quarantined, [
    { id: 'connector-absent', code: 'package_missing', reason: /connector-absent is not installed/ },
  ])
})

t.test('schemas with the same $id do not get in the way of each other', async (t) => {
  const shared = `
    input: Type.Object({ a: Type.Optional(Type.String({ $id: 'Shared' })) }, { additionalProperties: false }),
    output: Type.Object({ a: Type.Optional(Type.String()) }, { $id: 'Thing' }),`
  const folder = t.testdir({
    one: connectorPackage('one', {
      operation: shared,
      definition: "operations: { 'thing.get': get, 'thing.find': { ...get } },",
    }),
    two: connectorPackage('two', { operation: shared }),
  })
  const { app, get } = await openWith(t, folder, './one,./two')
  t.same(app.patchbay.registry.quarantined, [])
  t.equal((await get('/openapi.json')).status, 200)
})

t.test('a list of anything is no query parameter, and no reason not to load', async (t) => {
  const folder = t.testdir({
    listing: connectorPackage('listing', {
      operation: "input: { type: 'object', properties: { list: { type: 'array' } } },",
    }),
  })
  const { app } = await openWith(t, folder, './listing')
  t.same(app.patchbay.registry.quarantined, [])
})
