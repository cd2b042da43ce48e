import { createContext, Script } from 'node:vm'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import t from 'tap'
import { adminKey, openPatchbay } from './support/open-patchbay.ts'

/** Bytes, compressed, of a page that makes one call. The README says it too. */
const smallest = 3_200

/** What a bundler makes of this code for a browser: with anything of Node in it, it fails. */
async function bundle(code: string, format: 'esm' | 'iife' = 'esm'): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    format,
    globalName: 'bundled',
    platform: 'browser',
    target: 'es2022',
    conditions: ['@patchbay/source'],
    logLevel: 'silent',
  })
  return outputFiles[0]?.text ?? ''
}

const oneCall = `
  import { createClient } from '@patchbay/client'
  export const sites = (options) => createClient(options).call('gsc', 'sites.list')
`
const everything = `export * from '@patchbay/client'`

t.test('a page that makes one call is small, and carries nothing that it does not use', async (t) => {
  const small = await bundle(oneCall)
  const whole = await bundle(everything)
  const size = gzipSync(small).length
  t.comment(`${size} bytes for one call, ${gzipSync(whole).length} for everything`)
  t.ok(size <= smallest, `${size} bytes; ${smallest} at the most`)
  t.notMatch(small, 'x-ndjson', 'no streams')
  t.notMatch(small, 'event-stream', 'and nothing that reads events')
  t.notMatch(small, 'respond-async', 'no tasks')
  t.match(whole, 'x-ndjson')
  t.equal(
    (await bundle(`import '@patchbay/client'`)).trim(),
    '',
    'nothing is left of an import that is not used',
  )
})

t.test('it runs where there are only the standards of the web', async (t) => {
  const { url: baseUrl } = await openPatchbay(t, ['gsc'])
  const code = await bundle(
    `${oneCall}
    import { createAnswerCache, createClient as create, items } from '@patchbay/client'
    export const all = async (options) => {
      const client = create({ ...options, cache: createAnswerCache() })
      const found = []
      for await (const { id } of items((cursor) => client.get('/v1/connectors', { query: { cursor } }), (data) => data)) found.push(id)
      await client.read('gsc', 'sites.list')
      return [found, (await client.read('gsc', 'sites.list')).status]
    }`,
    'iife',
  )
  const web = {
    fetch,
    AbortController,
    AbortSignal,
    Headers,
    URLSearchParams,
    TextEncoder,
    TextDecoder,
    crypto,
    btoa,
    setTimeout,
    clearTimeout,
  }
  const context = createContext({ ...web }, { codeGeneration: { strings: false, wasm: false } })
  new Script(`${code}; globalThis.bundled = bundled`).runInContext(context)
  const { sites, all } = context['bundled'] as Record<'sites' | 'all', (options: object) => Promise<unknown>>
  t.match(await sites({ baseUrl, key: adminKey }), { ok: true, meta: { operation: 'sites.list' } })
  t.same(await all({ baseUrl, key: adminKey }), [['gsc'], 304])
})
