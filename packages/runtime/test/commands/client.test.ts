import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { createApiClient } from '../../src/commands/client/api-client.ts'
import { adminKey, openApp } from '../support/open-app.ts'
import { runCommand } from '../support/run-command.ts'

const listen = async (t: Test, listener: RequestListener): Promise<string> => {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

t.test('commands show what a running server says', async (t) => {
  const { url } = await openApp(t)
  const environment = { PATCHBAY_URL: url, PATCHBAY_KEY: adminKey }
  const list = await runCommand(['connectors', 'list'], environment)
  t.equal(list.exitCode, 0)
  t.match(list.out, /^ID +VERSION +STATE/)
  t.match(list.out, /^echo +1\.2\.3 +loaded/m)
  const json = await runCommand(['connectors', 'list', '--json'], environment)
  t.match(JSON.parse(json.out), [{ id: 'echo', state: 'loaded' }])
  const one = await runCommand(['connectors', 'show', 'echo'], environment)
  t.match(one.out, /^id +echo$/m)
  t.match(one.out, /^text\.say +/m)
})

t.test('what the server refuses is told with what to do', async (t) => {
  const { url } = await openApp(t)
  const unknown = await runCommand(['connectors', 'show', 'nobody'], {
    PATCHBAY_URL: url,
    PATCHBAY_KEY: adminKey,
  })
  t.equal(unknown.exitCode, 1)
  t.match(unknown.error, /error: .*nobody/)
  t.match(unknown.error, 'next: ')
  const key = 'not-the-key-that-it-has'
  const stranger = await runCommand(['connectors', 'list'], { PATCHBAY_URL: url, PATCHBAY_KEY: key })
  t.equal(stranger.exitCode, 1)
  t.match(stranger.error, 'The key that was sent comes from PATCHBAY_KEY.')
  t.notMatch(stranger.error, key)
  const json = await runCommand(['connectors', 'list', '--json'], { PATCHBAY_URL: url, PATCHBAY_KEY: key })
  t.match(JSON.parse(json.error), { type: '/problems/unauthenticated', status: 401, traceId: /./ })
})

t.test('without an address it is the server of this machine, with its own key', async (t) => {
  const { port } = await openApp(t)
  const folder = t.testdir({ 'admin-key': `${adminKey}\n` })
  const local = { PORT: String(port), HOST: '0.0.0.0', PATCHBAY_DATA: folder }
  t.equal((await runCommand(['connectors', 'list'], local)).exitCode, 0)
  const named = { PORT: String(port), PATCHBAY_DATA: join(folder, 'none'), PATCHBAY_ADMIN_KEY: adminKey }
  t.equal((await runCommand(['connectors', 'list'], named)).exitCode, 0)
  const keyless = await runCommand(['connectors', 'list'], { PATCHBAY_DATA: join(folder, 'none') })
  t.equal(keyless.exitCode, 2)
  t.match(keyless.error, /PATCHBAY_KEY: is not set, and .*admin-key cannot be read/)
})

t.test("the administrator's key of this machine is shown to no other", async (t) => {
  const seen: unknown[] = []
  const url = await listen(t, (request, response) => {
    seen.push(request.headers.authorization)
    response.end()
  })
  const environment = { PATCHBAY_URL: url, PATCHBAY_ADMIN_KEY: adminKey }
  const { exitCode, error } = await runCommand(['connectors', 'list'], environment)
  t.equal(exitCode, 2)
  t.match(error, 'PATCHBAY_KEY: is needed with PATCHBAY_URL')
  t.same(seen, [])
  for (const wrong of ['ftp://nowhere', 'nowhere', 'http://user:word@host']) {
    const { exitCode } = await runCommand(['connectors', 'list'], {
      PATCHBAY_URL: wrong,
      PATCHBAY_KEY: adminKey,
    })
    t.equal(exitCode, 2, wrong)
  }
})

t.test('nobody there, somebody else there, and a redirect', async (t) => {
  const answer = async (url: string) =>
    await runCommand(['connectors', 'list'], { PATCHBAY_URL: url, PATCHBAY_KEY: adminKey })
  const nobody = await answer('http://127.0.0.1:1')
  t.equal(nobody.exitCode, 1)
  t.match(nobody.error, 'Nothing answers at http://127.0.0.1:1 (')
  t.match(nobody.error, 'patchbay start')
  const proxy = await answer(await listen(t, (_request, response) => response.writeHead(502).end('<html>')))
  t.match(proxy.error, 'answered 502, and not as a Patchbay server does')
  const other = await listen(t, (_request, response) => t.fail('the key went on') ?? response.end())
  const redirect = await answer(
    await listen(t, (_request, response) => response.writeHead(302, { location: other }).end()),
  )
  t.match(redirect.error, 'answered 302')
})

t.test('lists are read page by page, as far as asked for', async (t) => {
  const asked: string[] = []
  const url = await listen(t, (request, response) => {
    asked.push(request.url ?? '')
    const page = Number(new URL(request.url ?? '', 'http://x').searchParams.get('cursor') ?? 0)
    const next = page < 2 ? { next: String(page + 1) } : {}
    response.end(JSON.stringify({ data: [page * 2, page * 2 + 1], meta: { requestId: 'r', ...next } }))
  })
  const client = createApiClient({ url: new URL(`${url}/below/`), key: 'k', keyOrigin: 'test' })
  t.same(await client.list('/v1/things', { state: 'new' }), [0, 1, 2, 3, 4, 5])
  t.same(
    asked,
    [0, 1, 2].map((page) => `/below/v1/things?state=new&limit=200${page ? `&cursor=${page}` : ''}`),
  )
  t.same(await client.list('/v1/things', {}, 3), [0, 1, 2])
})
