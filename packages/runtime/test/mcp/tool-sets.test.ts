import t from 'tap'
import { connectMcp } from '../support/mcp-client.ts'
import { adminKey, openApp } from '../support/open-app.ts'
import { answerJson, startVendor } from '../support/start-vendor.ts'
import { until } from '../support/until.ts'

const toolsOf = async (client: Awaited<ReturnType<typeof connectMcp>>) =>
  (await client.listTools({}, { cacheMode: 'refresh' })).tools

t.test('tools follow connections', async (t) => {
  const vendor = await startVendor(t, answerJson({ titles: ['old'] }))
  const { url, post, app } = await openApp(t, {
    settings: { connectors: './fixtures/connectors/shelf', egressAllow: vendor.url, useMockData: false },
  })
  const client = await connectMcp(t, url)
  t.same(await toolsOf(client), [], 'there is nothing to call over')
  const connect = async (id: string) => {
    const body = { id, connector: 'shelf', credentials: { key: 'secret' }, origins: { api: vendor.url } }
    t.equal((await post('/v1/connections', body)).status, 201)
  }
  await connect('main')
  t.ok(await until(async () => (await toolsOf(client)).length > 0), 'a connection brings its tools')
  const [plain] = await toolsOf(client)
  t.notOk(Object.hasOwn(plain?.inputSchema.properties ?? {}, 'connection'), 'over the only one')

  await connect('other')
  t.ok(
    await until(async () => {
      const [tool] = await toolsOf(client)
      return Object.hasOwn(tool?.inputSchema.properties ?? {}, 'connection')
    }),
    'with a second one, one is named',
  )
  const tool = (await toolsOf(client)).find(({ name }) => name === 'shelf_books_count')
  t.match(tool?.inputSchema, {
    properties: { connection: { enum: ['main', 'other'] } },
    required: ['connection'],
  })
  const name = 'shelf_books_count'
  const unnamed = await client.callTool({ name, arguments: {} })
  t.match(JSON.stringify(unnamed.content), /invalid_input: .*2.*- \/connection must be one of main, other/)
  const named = await client.callTool({ name, arguments: { connection: 'other' } })
  t.match(named._meta, { 'patchbay/meta': { connection: 'other' } })

  const held = JSON.parse(
    (await post('/v1/keys', { name: 'held', role: 'viewer', restrictions: { connections: ['other'] } })).text,
  ) as { data: { key: string } }
  const other = await connectMcp(t, url, { key: held.data.key })
  const [own] = await toolsOf(other)
  t.notOk(
    Object.hasOwn(own?.inputSchema.properties ?? {}, 'connection'),
    'a key held to one needs not name it',
  )
  t.match((await other.callTool({ name, arguments: {} }))._meta, { 'patchbay/meta': { connection: 'other' } })

  for (const id of ['main', 'other']) {
    const headers = { authorization: `Bearer ${adminKey}` }
    await app.inject({ method: 'DELETE', url: `/v1/connections/${id}`, headers })
  }
  t.ok(await until(async () => (await toolsOf(client)).length === 0), 'and they go with it')
})

t.test('tools follow flags, and whoever listens is told', async (t) => {
  const { url, app } = await openApp(t)
  const put = async (value: boolean) => {
    const { statusCode } = await app.inject({
      method: 'PUT',
      url: '/v1/flags/mcp/rules/*:echo:*',
      headers: { authorization: `Bearer ${adminKey}` },
      payload: { value },
    })
    return statusCode
  }
  const sessions = await connectMcp(t, url, { revision: '2025-11-25' })
  let told = 0
  sessions.setNotificationHandler('notifications/tools/list_changed', () => void (told += 1))
  t.equal((await toolsOf(sessions)).length, 2)
  t.equal(await put(false), 200)
  t.ok(await until(async () => (await toolsOf(sessions)).length === 0), 'switched off')
  t.ok(await until(() => told > 0), 'told')
})
