import type { CallToolResult } from '@modelcontextprotocol/client'
import t from 'tap'
import { connectMcp, revisions, textOf } from '../support/mcp-client.ts'
import { openApp } from '../support/open-app.ts'
import { answerJson, startVendor } from '../support/start-vendor.ts'

t.test('operations are tools', async (t) => {
  const { url, post, calls, echo } = await openApp(t, {
    settings: { connectors: './fixtures/connectors/echo' },
  })

  for (const revision of revisions) {
    await t.test(revision, async (t) => {
      const client = await connectMcp(t, url, { revision })
      t.equal(client.getNegotiatedProtocolVersion(), revision)
      const call = async (name: string, args: Record<string, unknown>) =>
        (await client.callTool({ name, arguments: args })) as CallToolResult

      const { tools } = await client.listTools()
      const names = tools.map(({ name }) => name)
      t.same(names, names.toSorted(), 'in the order of their names')
      const say = tools.find(({ name }) => name === 'echo_text_say')
      t.match(say, {
        title: 'Say',
        description: 'Says it again.',
        annotations: {
          readOnlyHint: true,
          destructiveHint: false,
          idempotentHint: true,
          openWorldHint: true,
        },
        inputSchema: { type: 'object', required: ['text'], additionalProperties: false },
        outputSchema: { type: 'object', properties: { text: { type: 'string' } } },
      })
      t.match(tools.find(({ name }) => name === 'echo_notes_write')?.annotations, {
        readOnlyHint: false,
        idempotentHint: false,
      })

      const said = await call('echo_text_say', { text: 'hello' })
      t.same(said.structuredContent, { text: 'hello' })
      t.equal(textOf(said), '{"text":"hello"}')
      t.match(said._meta?.['patchbay/meta'], {
        connector: 'echo',
        operation: 'text.say',
        connection: 'echo-emulator',
        source: 'mock',
        cost: { points: { predicted: 2 } },
        left: { points: Number },
      })
      t.match(calls().at(-1), { operation: 'text.say', outcome: 'ok' }, 'it is a call like any other')

      t.match(textOf(await call('echo_text_say', { text: 'more' })), /cursor "page-2"/)
      t.match(textOf(await call('echo_text_say', { text: 'doubt' })), /Warning \(doubtful\): Not sure\./)

      const invalid = await call('echo_text_say', { text: '', times: 9 })
      t.equal(invalid.isError, true)
      t.match(textOf(invalid), /^invalid_input: .*\nWhat to do: [^]*- \/text must NOT have fewer than 1/)
      t.match(invalid._meta?.['patchbay/problem'], { code: 'invalid_input', status: 400 })

      const broken = await call('echo_text_say', { text: 'throw' })
      t.match(textOf(broken), /^internal: /)
      t.notMatch(JSON.stringify(broken), /a bug in the connector/, 'what is wrong inside stays there')

      await t.rejects(call('echo_text_shout', {}), /Unknown tool: echo_text_shout/)

      const before = echo().journal.length
      const key = { 'patchbay/idempotencyKey': `note-${revision}` }
      const note = { name: 'echo_notes_write', arguments: { note: { text: 'milk' } }, _meta: key }
      const first = (await client.callTool(note)) as CallToolResult
      const second = (await client.callTool(note)) as CallToolResult
      t.equal(echo().journal.length, before + 1, 'a key has one effect')
      t.same(second.structuredContent, first.structuredContent)
      t.match(second._meta?.['patchbay/meta'], { replayed: true })
    })
  }

  await t.test('a write that is repeated is not done twice', async (t) => {
    const client = await connectMcp(t, url)
    const write = (text: string) =>
      client.callTool({ name: 'echo_notes_write', arguments: { note: { text } } }) as Promise<CallToolResult>
    const before = echo().journal.length
    const first = await write('eggs')
    const again = await write('eggs')
    t.equal(echo().journal.length, before + 1)
    t.same(again.structuredContent, first.structuredContent)
    t.match(textOf(again), /nothing was done a second time/)
    await write('bread')
    t.equal(echo().journal.length, before + 2, 'other arguments are another call')
    const other = JSON.parse((await post('/v1/keys', { name: 'writes', role: 'agent' })).text) as {
      data: { key: string }
    }
    const stranger = await connectMcp(t, url, { key: other.data.key })
    await stranger.callTool({ name: 'echo_notes_write', arguments: { note: { text: 'eggs' } } })
    t.equal(echo().journal.length, before + 3, 'and so is that of another caller')
  })

  await t.test('a key is offered what it may call', async (t) => {
    const made = JSON.parse((await post('/v1/keys', { name: 'reads', role: 'viewer' })).text) as {
      data: { key: string }
    }
    const client = await connectMcp(t, url, { key: made.data.key })
    const { tools } = await client.listTools()
    t.notOk(tools.some(({ annotations }) => annotations?.readOnlyHint !== true))
    await t.rejects(client.callTool({ name: 'echo_notes_write', arguments: {} }), /Unknown tool/)
  })
})

t.test('the items of a streamed operation are a list, as many as fit', async (t) => {
  const vendor = await startVendor(t, (request, response) => {
    const from = Number(new URL(request.url ?? '/', 'http://vendor').searchParams.get('from'))
    answerJson({ rows: Array.from({ length: Math.min(1_000, 20_000 - from) }, (_, row) => from + row) })(
      request,
      response,
    )
  })
  const { url } = await openApp(t, {
    settings: { connectors: './fixtures/connectors/reel' },
    dependencies: vendor.connect('reel'),
  })
  const client = await connectMcp(t, url)
  const { tools } = await client.listTools()
  const streamed = tools.find(({ name }) => name === 'reel_rows_read')
  t.match(streamed?.outputSchema, { properties: { items: { type: 'array' } } })
  const read = async (cursor?: string) => {
    const answer = (await client.callTool({
      name: 'reel_rows_read',
      arguments: cursor === undefined ? {} : { cursor },
    })) as CallToolResult
    const { items } = answer.structuredContent as { items: { row: number }[] }
    const meta = answer._meta?.['patchbay/meta'] as { next?: string; partial?: true }
    return { rows: items.map(({ row }) => row), meta }
  }
  const rows: number[] = []
  let cursor: string | undefined
  let parts = 0
  do {
    const part = await read(cursor)
    rows.push(...part.rows)
    t.equal(part.meta.partial, part.meta.next === undefined ? undefined : true)
    cursor = part.meta.next
    parts += 1
  } while (cursor !== undefined)
  t.same(
    rows,
    Array.from({ length: 20_000 }, (_, row) => row),
    'nothing is lost, and nothing comes twice',
  )
  t.ok(parts > 1)
})

t.test('requests that are none', async (t) => {
  const { post, get, url } = await openApp(t)
  const unknown = await fetch(`${url}/mcp`, {
    method: 'POST',
    body: '{}',
    headers: { 'content-type': 'application/json' },
  })
  t.equal(unknown.status, 401)
  t.match(unknown.headers.get('www-authenticate'), /^Bearer/)
  const noJson = await post('/mcp', '{"jsonrpc":')
  t.equal(noJson.status, 400)
  t.match(JSON.parse(noJson.text), { jsonrpc: '2.0', error: { code: -32_700 }, id: null })
  t.equal(
    (await post('/mcp', { jsonrpc: '2.0', id: 1, method: 'tools/list' })).status,
    400,
    'neither revision',
  )
  t.equal((await get('/mcp', { 'mcp-session-id': 'x', accept: 'text/event-stream' })).status, 404)
})

t.test('another caller finds no session', async (t) => {
  const { url, post } = await openApp(t)
  const client = await connectMcp(t, url, { revision: '2025-11-25' })
  const { transport } = client as unknown as { transport: { sessionId: string } }
  const made = JSON.parse((await post('/v1/keys', { name: 'other', role: 'agent' })).text) as {
    data: { key: string }
  }
  const list = { jsonrpc: '2.0', id: 1, method: 'tools/list' }
  const headers = { 'mcp-session-id': transport.sessionId, accept: 'application/json, text/event-stream' }
  t.equal((await post('/mcp', list, headers)).status, 200)
  t.equal((await post('/mcp', list, { ...headers, authorization: `Bearer ${made.data.key}` })).status, 404)
})
