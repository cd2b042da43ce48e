import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import t, { type Test } from 'tap'
import { injectAnswer } from '../support/answer.ts'
import { expectProblem } from '../support/expect-problem.ts'
import { openApp } from '../support/open-app.ts'

const page = `<!doctype html><style nonce="__CSP_NONCE__"></style><meta content="__CSP_NONCE__"><div id="root"></div>`
const script = `export const words = '${'many words '.repeat(400)}'`

function build(folder: string, content = page): void {
  mkdirSync(join(folder, 'assets'), { recursive: true })
  writeFileSync(join(folder, 'index.html'), content)
  writeFileSync(join(folder, 'assets/index-abc.js'), script)
  writeFileSync(join(folder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
}

async function open(t: Test, consoleFolder: string) {
  const { app } = await openApp(t, { dependencies: { consoleFolder } })
  const get = (url: string, headers: Record<string, string> = {}) => injectAnswer(app, { url, headers })
  return { app, get, browse: (url: string) => get(url, { accept: 'text/html,application/xhtml+xml' }) }
}

t.test('the console is served with its page at every path that is no file', async (t) => {
  const folder = t.testdir()
  build(folder)
  const { get, browse } = await open(t, folder)
  const nonces = new Set<string>()
  for (const path of [
    '/app/',
    '/app/connectors/gsc',
    '/app/connectors/gsc/operations/sites.list',
    '/app/index.html',
  ]) {
    const { status, headers, text } = await browse(path)
    t.equal(status, 200, path)
    t.match(headers['content-type'], 'text/html')
    t.equal(headers['cache-control'], 'no-store')
    const policy = headers['content-security-policy'] ?? ''
    const nonce = /'nonce-([\w-]+)'/.exec(policy)?.[1] ?? ''
    t.equal(text, page.replaceAll('__CSP_NONCE__', nonce))
    t.notMatch(policy, /unsafe|\*/)
    t.match(policy, /script-src 'self';/)
    t.match(policy, /frame-ancestors 'none'; base-uri 'none'$/)
    t.equal(headers['x-content-type-options'], 'nosniff')
    t.equal(headers['cross-origin-opener-policy'], 'same-origin')
    nonces.add(nonce)
  }
  t.equal(nonces.size, 4, 'another nonce for each answer')
  t.equal((await get('/app/runs')).status, 200, 'a path without an extension')
  t.equal((await get('/app')).headers['location'], '/app/')
  expectProblem(t, await get('/app/missing.png', { accept: 'image/*' }), 'not_found')
  expectProblem(t, await browse('/app/assets/missing.js'), 'not_found')
  for (const path of [
    '/app/..%2f..%2fpackage.json',
    '/app/assets/..%2f..%2f..%2fetc%2fpasswd',
    '/app/%2e%2e/index.html',
  ]) {
    t.notMatch((await get(path)).text, /"name"|root:/, path)
  }
})

t.test('files are compressed, and kept by browsers for as long as their names', async (t) => {
  const folder = t.testdir()
  build(folder)
  const { app, get } = await open(t, folder)
  const plain = await get('/app/assets/index-abc.js')
  t.equal(plain.text, script)
  t.equal(plain.headers['content-type'], 'text/javascript; charset=utf-8')
  t.equal(plain.headers['cache-control'], 'public, max-age=31536000, immutable')
  const encoded = await app.inject({
    url: '/app/assets/index-abc.js',
    headers: { 'accept-encoding': 'gzip, br' },
  })
  t.equal(encoded.headers['content-encoding'], 'br')
  t.equal(brotliDecompressSync(encoded.rawPayload).toString(), script)
  const noBrotli = await get('/app/assets/index-abc.js', { 'accept-encoding': 'br;q=0, gzip' })
  t.equal(noBrotli.headers['content-encoding'], 'gzip')
  const again = await get('/app/assets/index-abc.js', { 'if-none-match': String(plain.headers['etag']) })
  t.equal(again.status, 304)
  t.equal((await get('/app/favicon.svg')).headers['cache-control'], 'public, no-cache')
})

t.test('one that is not built says how, until it is', async (t) => {
  const folder = join(t.testdir(), 'dist')
  const { browse } = await open(t, folder)
  const missing = await browse('/app/')
  t.equal(missing.status, 503)
  t.match(missing.text, 'build-console.mjs')
  expectProblem(t, await browse('/app/assets/index-abc.js'), 'not_found')
  build(folder)
  t.equal((await browse('/app/')).status, 200)
  t.equal((await browse('/app/assets/index-abc.js')).status, 200)
  build(folder, `${page}<!-- newer -->`)
  writeFileSync(join(folder, 'assets/index-def.js'), script)
  utimesSync(join(folder, 'index.html'), new Date(), new Date(Date.now() + 5_000))
  t.match((await browse('/app/')).text, 'newer')
  t.equal((await browse('/app/assets/index-def.js')).status, 200)
})

t.test('whoever opens the address of the server in a browser is led to the console', async (t) => {
  const { get, browse } = await open(t, t.testdir())
  const led = await browse('/')
  t.equal(led.status, 302)
  t.equal(led.headers['location'], '/app/')
  t.equal(
    (await get('/', { accept: '*/*' })).headers['location'],
    '/docs/',
    'and everybody else to the documentation',
  )
})
