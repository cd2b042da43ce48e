import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { readDocument, type PathOperation } from '../../src/generator/openapi-document.ts'
import { runProgram } from '../../src/generator/program.ts'
import { openPatchbay } from '../support/open-patchbay.ts'

const workspaceRoot = join(import.meta.dirname, '../../../..')
const connectors = ['bing-wmt', 'ga4', 'ga4-measurement', 'gsc', 'shopify', 'zoho-mail']
const { app, url } = await openPatchbay(t, connectors, { useMockData: false })
const document = readDocument(app.swagger())

const folder = t.testdir()

async function run(...parameters: readonly string[]) {
  let output = ''
  let complaints = ''
  const code = await runProgram(parameters, {
    write: (text) => void (output += text),
    complain: (text) => void (complaints += text),
  })
  return { code, output, complaints }
}

type Examples = Readonly<Record<string, { readonly value: unknown }>>

/** Every example of the document, as code that only compiles if it fits the generated types. */
function examplesAsCode(): { readonly code: string; readonly count: number } {
  const lines = ["import type { Connectors } from './connectors.js'", 'export default [']
  for (const [path, { post }] of Object.entries(document.paths)) {
    const [, connector, operation] = /^\/v1\/connectors\/([^/{}]+)\/([^/{}]+)$/.exec(path) ?? []
    if (post === undefined || connector === undefined) continue
    const kind = 'application/x-ndjson' in (post.responses?.['200']?.content ?? {}) ? 'streams' : 'operations'
    const type = `Connectors['${connector}']['${kind}']['${String(operation)}']`
    const { requestBody, responses } = post as PathOperation
    const inputs = requestBody?.content?.['application/json'] as { examples?: Examples } | undefined
    const answers = responses?.['200']?.content?.['application/json'] as { examples?: Examples } | undefined
    for (const { value } of Object.values(inputs?.examples ?? {})) {
      lines.push(`  ${JSON.stringify(value)} satisfies ${type}['input'],`)
    }
    for (const { value } of Object.values(answers?.examples ?? {})) {
      lines.push(`  ${JSON.stringify((value as { data: unknown }).data)} satisfies ${type}['data'],`)
    }
  }
  return { code: [...lines, ']', ''].join('\n'), count: lines.length - 2 }
}

t.test('the types of a running server are those of its answers: every example fits them', async (t) => {
  const { code, output } = await run('generate', '--url', `${url}/`, '--out', folder)
  t.equal(code, 0)
  t.match(output, /9 files written/)
  const { code: examples, count } = examplesAsCode()
  t.ok(count > 1_000, `${count} examples`)
  writeFileSync(join(folder, 'examples.ts'), examples)
  const { status, stdout } = spawnSync(
    process.execPath,
    [
      join(workspaceRoot, 'node_modules/typescript/lib/tsc.js'),
      '--ignoreConfig',
      '--noEmit',
      '--strict',
      '--exactOptionalPropertyTypes',
      '--module',
      'nodenext',
      '--types',
      '',
      join(folder, 'examples.ts'),
    ],
    { cwd: folder, encoding: 'utf8' },
  )
  t.equal(stdout, '')
  t.equal(status, 0)
})

t.test('what was generated before goes, and nothing else', async (t) => {
  const out = t.testdir({ 'own.ts': 'export {}\n' })
  const file = join(t.testdirName, '../document.json')
  t.teardown(() => rmSync(file))
  writeFileSync(file, JSON.stringify(document))
  t.equal((await run('generate', '--document', file, '--out', out)).code, 0)
  t.ok(existsSync(join(out, 'shopify.ts')))
  const paths = Object.entries(document.paths).filter(([path]) => !path.startsWith('/v1/connectors/shopify/'))
  writeFileSync(file, JSON.stringify({ ...document, paths: Object.fromEntries(paths) }))
  t.equal((await run('generate', '--document', file, '--out', out)).code, 0)
  t.notOk(existsSync(join(out, 'shopify.ts')))
  t.ok(readdirSync(out).includes('own.ts'))
  t.notMatch(readFileSync(join(out, 'connectors.ts'), 'utf8'), 'Shopify')
})

t.test('what cannot be done is said, with an exit code', async (t) => {
  const out = t.testdir()
  t.match(await run('--help'), { code: 0, output: /--url <address>/ })
  t.match(await run(), { code: 2, complaints: /The one command is `generate`/ })
  t.match(await run('generate', '--url', url), { code: 2, complaints: /--out is needed/ })
  t.match(await run('generate', '--out', out), { code: 2, complaints: /Either --url or --document/ })
  t.match(await run('generate', '--url', 'patchbay.example', '--out', out), { code: 2, complaints: /https/ })
  t.match(await run('generate', '--key', 'k', '--out', out), { code: 2, complaints: /--key/ })
  const nobody = await run('generate', '--url', 'http://127.0.0.1:1', '--out', out)
  t.match(nobody, { code: 1, complaints: /Nothing answers/ })
  t.match(await run('generate', '--url', `${url}/v1`, '--out', out), {
    code: 1,
    complaints: /answers 40[14]/,
  })
  const other = join(out, 'other.json')
  for (const [text, complaint] of [
    ['{}', /no OpenAPI 3\.1 document/],
    ['{"openapi":"3.1.0","paths":{}}', /other than Patchbay/],
    ['nothing', /JSON/],
  ] as const) {
    writeFileSync(other, text)
    t.match(await run('generate', '--document', other, '--out', out), { code: 1, complaints: complaint })
  }
})
