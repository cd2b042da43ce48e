import { createConfig, lintFromString } from '@redocly/openapi-core'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import t, { type Test } from 'tap'
import { connectorPackage } from '../support/connector-source.ts'
import { openApp, type OpenApp } from '../support/open-app.ts'

interface Media {
  readonly schema: Readonly<Record<string, unknown>>
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>
}
interface OperationEntry {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly security?: readonly unknown[]
  readonly parameters?: ReadonlyArray<{ name: string; in: string; required?: boolean }>
  readonly requestBody?: { readonly required?: boolean; readonly content: Readonly<Record<string, Media>> }
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Media>> }>>
}
interface Document {
  readonly openapi: string
  readonly tags: ReadonlyArray<{ readonly name: string }>
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationEntry>>>>
  readonly components: { readonly schemas: Readonly<Record<string, object>> }
}

const bothConnectors = './fixtures/connectors/echo,./fixtures/connectors/probe,./fixtures/connectors/reel'

const documentOf = async ({ get }: OpenApp): Promise<Document> =>
  JSON.parse((await get('/openapi.json')).text) as Document

const entriesOf = ({ paths }: Document) =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, entry]) => ({ path, method, entry })),
  )

async function lint(t: Test, document: Document): Promise<void> {
  const config = await createConfig({ extends: ['recommended'] })
  const found = await lintFromString({ source: JSON.stringify(document), config })
  t.same(
    found.map(({ ruleId, message, location }) => `${ruleId} at ${location[0]?.pointer}: ${message}`),
    [],
    'the linter finds nothing',
  )
}

t.test('the document is sound', async (t) => {
  const document = await documentOf(await openApp(t, { settings: { connectors: bothConnectors } }))
  t.match(document.openapi, /^3\.1\./)
  await lint(t, document)

  const ids = entriesOf(document).map(({ entry }) => entry.operationId)
  t.same(ids.toSorted(), [...new Set(ids)].toSorted(), 'every operationId is used once')
  const tags = document.tags.map(({ name }) => name)
  t.same(tags, [...new Set(tags)], 'every tag is declared once')
  for (const { entry } of entriesOf(document)) {
    for (const tag of entry.tags) t.ok(tags.includes(tag), `${entry.operationId}: ${tag} is declared`)
  }
})

t.test('two majors of one connector do not clash', async (t) => {
  const folder = t.testdir({
    old: connectorPackage('some', { manifest: { version: '1.0.0' } }),
    new: connectorPackage('some', { manifest: { version: '2.0.0' } }),
  })
  const opened = await openApp(t, {
    settings: { connectors: './old,./new' },
    dependencies: { baseFolder: folder },
  })
  const document = await documentOf(opened)
  await lint(t, document)
  t.ok(document.paths['/v1/connectors/some/thing.get'])
  t.ok(document.paths['/v1/connectors/some@1/thing.get'], 'the older major is documented where it is served')
  t.notOk(document.paths['/v1/connectors/some@2/thing.get'], 'the newer one once is enough')
})

t.test('every example fits the schema beside it', async (t) => {
  const document = await documentOf(await openApp(t, { settings: { connectors: bothConnectors } }))
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  ;(addFormats as unknown as (ajv: Ajv2020) => void)(ajv)
  ajv.addSchema({ $id: 'document', components: document.components })
  const absolute = (schema: object): object =>
    JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"document#/components')) as object

  let count = 0
  const hold = (media: Media | undefined, label: string): void => {
    for (const [name, { value }] of Object.entries(media?.examples ?? {})) {
      count += 1
      const fits = ajv.validate(absolute(media?.schema ?? {}), value)
      t.ok(fits, `${label}, ${name}`, { errors: ajv.errors })
    }
  }
  for (const { entry } of entriesOf(document)) {
    hold(entry.requestBody?.content['application/json'], `${entry.operationId}: request`)
    for (const [status, { content = {} }] of Object.entries(entry.responses)) {
      for (const media of Object.values(content)) hold(media, `${entry.operationId}: ${status}`)
    }
  }
  t.ok(count >= 15, `${count} examples`)
})

t.test('a call has its body, its connection and its problems', async (t) => {
  const document = await documentOf(await openApp(t))
  const say = document.paths['/v1/connectors/echo/text.say']
  t.match(say?.['post'], {
    operationId: 'echo_text_say',
    tags: ['Echo'],
    parameters: [{ name: 'patchbay-connection', in: 'header' }],
    requestBody: { required: true, content: { 'application/json': { schema: { required: ['text'] } } } },
    responses: {
      200: { content: { 'application/json': { schema: { required: ['data', 'meta'] } } } },
      '4XX': {
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
      '5XX': {
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  })
  const query = say?.['get']?.parameters?.filter((parameter) => parameter.in === 'query') ?? []
  t.same(
    query.map(({ name, required = false }) => [name, required]),
    [
      ['text', true],
      ['times', false],
      ['loud', false],
      ['words', false],
      ['voice', false],
      ['cursor', false],
    ],
  )
  t.notOk(document.paths['/v1/connectors/echo/notes.write']?.['get'], 'a write has no GET')
})

// Served, and left out of the document on purpose.
const hidden = [
  /^\/$/,
  /^\/openapi\.json$/,
  /^\/docs(\/|$)/,
  /^\/app(\/|\*|$)/, // pages for people
  /^\/mcp$/, // speaks another protocol
  /^\/v1\/oauth\/start$/,
  /^\/v1\/connectors\/(:id|[a-z]+@\d+)\/[^/]+$/,
]

t.test('every route of the app is in the document, or hidden on purpose', async (t) => {
  const opened = await openApp(t, { settings: { connectors: bothConnectors } })
  const document = await documentOf(opened)
  const routes = opened.app.printRoutes({ includeMeta: false, commonPrefix: false })
  const served = pathsOf(routes)
  t.ok(served.length > 15, `${served.length} routes`)
  for (const { path, methods } of served) {
    if (hidden.some((pattern) => pattern.test(path))) continue
    const documented = document.paths[path.replaceAll(/:(\w+)/g, '{$1}')] ?? {}
    for (const method of methods) {
      if (method !== 'HEAD') t.ok(documented[method.toLowerCase()], `${method} ${path}`)
    }
  }
  const isServed = (path: string, method: string): boolean =>
    served.some(
      (one) => one.path.replaceAll(/:(\w+)/g, '{$1}') === path && one.methods.includes(method.toUpperCase()),
    )
  for (const { path, method } of entriesOf(document))
    t.ok(isServed(path, method), `${method} ${path} is served`)
})

/** Reads the tree that Fastify prints: without common prefixes, a line holds a segment and its methods. */
function pathsOf(tree: string): Array<{ path: string; methods: string[] }> {
  const stack: string[] = []
  return tree.split('\n').flatMap((line) => {
    const match = /^((?:│ {3}| {4})*)[├└]── (.*?)(?: \(([A-Z, ]+)\))?$/.exec(line)
    if (match === null) return []
    const [, indent = '', segment = '', methods] = match
    stack.length = indent.length / 4
    stack.push(segment)
    return methods === undefined ? [] : [{ path: stack.join(''), methods: methods.split(', ') }]
  })
}

t.test('health, reference and signing in need no key, everything else does', async (t) => {
  const document = await documentOf(await openApp(t))
  for (const { path, entry } of entriesOf(document)) {
    const isSignIn = entry.operationId === 'session_methods' || entry.operationId === 'session_begin'
    t.equal(entry.security?.length === 0, isSignIn || !path.startsWith('/v1/'), path)
  }
})

t.test('there is a page for people, and its files', async (t) => {
  const { get, url } = await openApp(t)
  const page = await fetch(`${url}/docs`)
  t.equal(page.status, 200)
  t.match(page.headers.get('content-type'), 'text/html')
  const html = await page.text()
  const files = [...html.matchAll(/(?:src|href)="([^"#]+)"/g)].map(([, file]) => file ?? '')
  t.ok(files.length > 3)
  for (const file of files) t.equal((await get(new URL(file, page.url).pathname)).status, 200, file)
})
