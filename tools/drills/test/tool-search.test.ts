import { fileURLToPath } from 'node:url'
import t from 'tap'
import { statelessRequest, transportHeaders } from '../src/mcp/wire.ts'
import { nothingFits } from '../src/tool-search/foreign-queries.ts'
import { wantedTools } from '../src/tool-search/queries.ts'
import { openApp } from '../src/support/open-app.ts'

interface Found {
  readonly tools: readonly { readonly name: string; readonly inputSchema?: object }[]
  readonly note?: string
}

const root = fileURLToPath(new URL('../../..', import.meta.url))

t.test('what people ask for is found among the tools of all connectors', async (t) => {
  const opened = await openApp(
    { connectors: './plugins/*', useMockData: true, callRate: 'off', logLevel: 'silent' },
    { baseFolder: root },
  )
  const { app } = opened
  t.teardown(() => opened.close())
  const request = async (method: string, params: Readonly<Record<string, unknown>>): Promise<unknown> => {
    const { headers, message } = statelessRequest(method, params)
    const { text } = await opened.fetch('/mcp', {
      method: 'POST',
      headers: { ...transportHeaders, ...headers },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, ...message }),
    })
    return (JSON.parse(text) as { result: unknown }).result
  }
  const search = async (query: string): Promise<Found> => {
    const params = { name: 'search_tools', arguments: { query } }
    const answer = (await request('tools/call', params)) as { structuredContent: Found }
    return answer.structuredContent
  }

  const operations = app.patchbay.registry.loaded.flatMap(({ operations: all }) => [...all.values()])
  const { tools } = (await request('tools/list', {})) as { tools: { name: string; description: string }[] }
  t.same(
    tools.map(({ name }) => name),
    ['call_tool', 'read_more', 'search_tools'],
  )
  t.match(tools[2]?.description, `There are ${operations.length},`)

  const names = new Set(
    operations.map(({ connector, description }) =>
      `${connector.host.description.id}_${description.id}`.replaceAll(/[^A-Za-z0-9]/g, '_'),
    ),
  )
  let hits = 0
  for (const { query, tools: wanted } of wantedTools) {
    for (const name of wanted) t.ok(names.has(name), `${name} is a tool`)
    const found = await search(query)
    t.ok(found.tools.length === 0 || found.tools[0]?.inputSchema !== undefined, `${query}: can be called`)
    const isHit = found.tools.slice(0, 3).some(({ name }) => wanted.includes(name))
    if (isHit) hits += 1
    else
      t.comment(
        `${query}: ${
          found.tools
            .slice(0, 5)
            .map(({ name }) => name)
            .join(', ') || 'nothing'
        }`,
      )
  }
  t.ok(
    hits / wantedTools.length >= 0.9,
    `${hits} of ${wantedTools.length} have a wanted tool among the first three`,
  )

  for (const query of nothingFits) {
    const { tools: found, note } = await search(query)
    t.same(found, [], query)
    t.match(note, /No tool here fits/)
  }
})
