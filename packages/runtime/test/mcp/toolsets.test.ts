import type { CallToolResult } from '@modelcontextprotocol/client'
import t from 'tap'
import { openStore } from '../../src/store/open-store.ts'
import { connectMcp, revisions, textOf, type ConnectOptions } from '../support/mcp-client.ts'
import { connectorPackage } from '../support/connector-source.ts'
import { adminKey, openApp, type OpenApp } from '../support/open-app.ts'
import { until } from '../support/until.ts'
import { freshDatabase } from '../support/with-each-store.ts'

const nouns = ['apples', 'pears', 'plums', 'cherries', 'quinces', 'figs', 'grapes', 'lemons', 'limes']
const verbs = ['list', 'count', 'weigh', 'ripen', 'delete']

/** A connector with more operations than an agent copes with. */
const orchard = connectorPackage('orchard', {
  definition: `
    title: 'Orchard',
    operations: {
      'thing.get': get,
      ${nouns
        .flatMap((noun) =>
          verbs.map(
            (verb) => `'${noun}.${verb}': {
              ...get, title: '${verb} ${noun}', description: 'What is done is to ${verb} the ${noun}. More of it.',
              effect: '${verb === 'delete' ? 'destructive' : verb === 'ripen' ? 'write' : 'read'}',
              input: Type.Object({ season: Type.Optional(Type.String({ description: 'When ${noun} were picked.' })) }),
              run: async ({ input }) => ({ did: '${verb} ${noun}', ...input }),
            }`,
          ),
        )
        .join(',')}
    },`,
})

const namesOf = async (url: string, t: Tap, options: ConnectOptions = {}): Promise<string[]> =>
  (await (await connectMcp(t, url, options)).listTools()).tools.map(({ name }) => name)

type Tap = Parameters<typeof connectMcp>[0]

const put = async ({ url }: OpenApp, name: string, patterns: string[], isThere = false): Promise<void> => {
  const answer = await fetch(`${url}/v1/toolsets/${name}`, {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${adminKey}`,
      'content-type': 'application/json',
      ...(isThere && { 'if-match': '*' }),
    },
    body: JSON.stringify({ title: name, patterns }),
  })
  if (!answer.ok) throw new Error(await answer.text())
}

const keyWith = async ({ post }: OpenApp, more: object): Promise<string> => {
  const { text } = await post('/v1/keys', { name: 'agent', role: 'developer', ...more })
  return (JSON.parse(text) as { data: { key: string } }).data.key
}

const openOrchard = (t: Tap, settings = {}) => {
  const folder = t.testdir({ orchard })
  return openApp(t, {
    settings: { connectors: `./fixtures/connectors/echo,${folder}/orchard`, ...settings },
    dependencies: { connections: [{ id: 'grove', connector: 'orchard', credentials: { key: 'secret' } }] },
  })
}

t.test('a list of more than agents cope with is searched', async (t) => {
  const app = await openOrchard(t)
  const { url, calls } = app
  for (const revision of revisions) {
    await t.test(revision, async (t) => {
      const client = await connectMcp(t, url, { revision })
      const call = async (name: string, args: Record<string, unknown>) =>
        (await client.callTool({ name, arguments: args })) as CallToolResult
      const { tools } = await client.listTools()
      t.match(tools, [
        {
          name: 'call_tool',
          annotations: { readOnlyHint: false, destructiveHint: true, openWorldHint: true },
        },
        { name: 'read_more', annotations: { readOnlyHint: true } },
        {
          name: 'search_tools',
          description: /There are 48, .*: Echo \(echo, 2\), Orchard \(orchard, 46\)/,
          annotations: { readOnlyHint: true },
        },
      ])
      t.equal(tools.length, 3)

      const found = await call('search_tools', { query: 'remove a plum', limit: 2 })
      t.match(found.structuredContent, {
        tools: [
          {
            name: 'orchard_plums_delete',
            title: 'delete plums',
            description: 'What is done is to delete the plums.',
            connector: 'orchard',
            effect: 'destructive',
            inputSchema: { properties: { season: {} } },
          },
          {},
        ],
        note: /more fit/,
      })
      t.same(JSON.parse(textOf(found)), found.structuredContent)
      const reads = await call('search_tools', { query: 'plums', effect: 'read', detail: 'names' })
      t.match(reads.structuredContent, { found: 3 })
      t.notMatch(textOf(reads), /inputSchema/)
      t.match((await call('search_tools', { query: 'plums', connector: 'echo' })).structuredContent, {
        tools: [],
        note: /of the connector echo/,
      })
      t.match((await call('search_tools', { query: 'weather in Paris' })).structuredContent, {
        tools: [],
        found: 0,
        note: /No tool here fits/,
        connectors: [
          { id: 'echo', tools: 2 },
          { id: 'orchard', tools: 46, nouns: [...nouns, 'thing'].toSorted() },
        ],
      })

      const called = await call('call_tool', { name: 'orchard_figs_count', arguments: { season: 'fall' } })
      t.same(called.structuredContent, { did: 'count figs', season: 'fall' })
      t.match(calls().at(-1), { connector: 'orchard', operation: 'figs.count', outcome: 'ok' })
      t.match(
        (await call('orchard_figs_count', {})).structuredContent,
        { did: 'count figs' },
        'by its name too',
      )
      t.match((await call('call_tool', { name: 'echo_text_say', arguments: {} })).isError, true)
      const over = await call('call_tool', { name: 'orchard_figs_count', connection: 'other' })
      t.match(textOf(over), /must be one of grove/)
      const unknown = await call('call_tool', { name: 'orchard_figs_peel', arguments: {} })
      t.equal(unknown.isError, true)
      t.match(textOf(unknown), /no tool "orchard_figs_peel".*\nWhat to do: .*"query": "orchard figs peel"/)
      const wrong = await call('search_tools', { limit: 0 })
      t.match(textOf(wrong), /^invalid_input: .*\n.*[^]*- \/query is required|- \/limit/)
    })
  }
  t.equal(
    (await namesOf(url, t, { path: '/mcp?toolsets=orchard.figs' })).length,
    5,
    'fewer are shown as they are',
  )
})

t.test('what is offered is in the toolsets of the key and of the request', async (t) => {
  const app = await openOrchard(t, { mcpToolLimit: 100 })
  const { url } = app
  t.equal((await namesOf(url, t)).length, 48)
  await put(app, 'stone-fruit', ['orchard/plums.*', 'orchard/cherries.*'])
  const key = await keyWith(app, { toolsets: ['stone-fruit', 'echo.read'] })
  const own = await namesOf(url, t, { key })
  t.equal(own.length, 11)
  t.same(own, own.toSorted())
  const narrow = (toolsets: string, path = '/mcp') =>
    namesOf(url, t, { key, path, headers: { 'patchbay-toolsets': toolsets } })
  t.same(await narrow('echo'), ['echo_text_say'], 'of the key, and not what else is in the toolset')
  t.equal((await narrow('all')).length, 11, 'and a request widens nothing')
  t.equal((await narrow('orchard.plums, orchard.read')).length, 8)
  t.same(await narrow('all.read', '/mcp?toolsets=orchard.plums'), [
    'orchard_plums_count',
    'orchard_plums_list',
    'orchard_plums_weigh',
  ])
  const client = await connectMcp(t, url, { key })
  await t.rejects(client.callTool({ name: 'orchard_figs_count', arguments: {} }), /Unknown tool/)
  const inner = await client.callTool({ name: 'call_tool', arguments: { name: 'orchard_figs_count' } })
  t.match(inner, { isError: true })
  const sought = await client.callTool({ name: 'search_tools', arguments: { query: 'count figs' } })
  t.notMatch(JSON.stringify(sought), /figs_count/)

  for (const [path, words] of [
    ['/mcp?toolsets=nothing', /no toolset \\"nothing\\".*stone-fruit, all/],
    ['/mcp?toolsets=', /from 1 to 50 names/],
    ['/mcp?toolsets=No!', /no name of a toolset/],
  ] as const) {
    const request = { jsonrpc: '2.0', id: 7, method: 'tools/list' }
    const answer = await app.post(path, request, { accept: 'application/json, text/event-stream' })
    t.equal(answer.status, 400)
    t.match(JSON.parse(answer.text), { id: 7, error: { code: -32_602 } })
    t.match(answer.text, words)
  }
})

t.test('a change is seen on the other instance, and told to whoever listens there', async (t) => {
  const databaseUrl = await freshDatabase(t)
  const openOn = async () => {
    const store = await openStore({ databaseUrl })
    t.teardown(() => store.close())
    return openApp(t, { dependencies: { store } })
  }
  const [one, other] = [await openOn(), await openOn()]
  await put(one, 'again', ['echo/text.*'])
  const key = await keyWith(one, { toolsets: ['again'] })
  const client = await connectMcp(t, other.url, { key, revision: '2025-11-25' })
  let told = 0
  client.setNotificationHandler('notifications/tools/list_changed', () => void (told += 1))
  const names = async () =>
    (await client.listTools({}, { cacheMode: 'refresh' })).tools.map(({ name }) => name)
  t.ok(await until(async () => (await names()).join() === 'echo_text_say'))
  await put(one, 'again', ['echo/*'], true)
  t.ok(await until(async () => (await names()).length === 2))
  t.ok(await until(() => told > 0))
})
