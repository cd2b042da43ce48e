import type { CallToolResult, Client } from '@modelcontextprotocol/client'
import t from 'tap'
import { openStore } from '../../src/store/open-store.ts'
import { connectMcp, textOf } from '../support/mcp-client.ts'
import { openApp } from '../support/open-app.ts'
import { remoteState } from '../support/remote-state.ts'
import { freshDatabase } from '../support/with-each-store.ts'

const idOf = (client: Client): string => (client.transport as unknown as { sessionId: string }).sessionId
const accept = 'application/json, text/event-stream'

t.test('a session goes on wherever its requests arrive', async (t) => {
  const databaseUrl = await freshDatabase(t)
  const sharedState = remoteState(Date.now, 2)
  const open = async () => {
    const store = await openStore({ databaseUrl })
    const opened = await openApp(t, { dependencies: { store, sharedState } })
    t.teardown(() => store.close())
    return opened
  }
  const [one, two] = [await open(), await open()]
  t.teardown(() => sharedState.close())

  const client = await connectMcp(t, one.url, { revision: '2025-11-25' })
  const headers = { 'mcp-session-id': idOf(client), accept, 'mcp-protocol-version': '2025-11-25' }
  const call = {
    jsonrpc: '2.0',
    id: 7,
    method: 'tools/call',
    params: { name: 'echo_text_say', arguments: { text: 'hello' } },
  }
  const answers = await Promise.all(
    Array.from({ length: 5 }, (_, id) => two.post('/mcp', { ...call, id }, headers)),
  )
  for (const { status, text } of answers) {
    t.equal(status, 200)
    t.match(text, /"structuredContent":\{"text":"hello"\}/)
  }
  await one.app.close()
  t.match((await two.post('/mcp', call, headers)).text, /hello/, 'also when the one that began it is gone')

  const made = JSON.parse((await two.post('/v1/keys', { name: 'other', role: 'agent' })).text) as {
    data: { key: string }
  }
  const stranger = { ...headers, authorization: `Bearer ${made.data.key}` }
  t.equal((await two.post('/mcp', call, stranger)).status, 404)

  const ended = await two.app.inject({
    method: 'DELETE',
    url: '/mcp',
    headers: { ...headers, authorization: 'Bearer test-admin-key-0123456789' },
  })
  t.equal(ended.statusCode, 200)
  t.equal((await two.post('/mcp', call, headers)).status, 404, 'ended is ended everywhere')
})

t.test('without shared state a session lives on its instance', async (t) => {
  const { url } = await openApp(t)
  const client = await connectMcp(t, url, { revision: '2025-11-25' })
  const answer = (await client.callTool({
    name: 'echo_text_say',
    arguments: { text: 'hi' },
  })) as CallToolResult
  t.equal(textOf(answer), '{"text":"hi"}')
})
