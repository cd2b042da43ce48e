import { Type } from '@sinclair/typebox'
import { TypeCompiler } from '@sinclair/typebox/compiler'
import t from 'tap'
import { fetchAnswer } from '../support/answer.ts'
import { openApp } from '../support/open-app.ts'

/** The bounds of `schema.json` of the server card extension, as far as a card of ours uses it. */
const Card = TypeCompiler.Compile(
  Type.Object(
    {
      $schema: Type.Literal('https://static.modelcontextprotocol.io/schemas/v1/server-card.schema.json'),
      name: Type.RegExp(/^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/),
      title: Type.String({ minLength: 1, maxLength: 100 }),
      description: Type.String({ minLength: 1, maxLength: 100 }),
      version: Type.String({ maxLength: 255 }),
      websiteUrl: Type.RegExp(/^https?:\/\//),
      remotes: Type.Array(
        Type.Object(
          {
            type: Type.Literal('streamable-http'),
            url: Type.RegExp(/^https?:\/\/[^\s]+$/),
            headers: Type.Array(Type.Object({ name: Type.String() })),
            supportedProtocolVersions: Type.Array(Type.String()),
          },
          { additionalProperties: false },
        ),
        { minItems: 1 },
      ),
      _meta: Type.Object({}),
    },
    { additionalProperties: false },
  ),
)

t.test('strangers find the server, by a catalog and a card that caches keep', async (t) => {
  const { url } = await openApp(t, { settings: { publicUrl: 'https://patchbay.acme.example/' } })
  const catalog = await fetchAnswer(`${url}/.well-known/ai-catalog.json`)
  t.equal(catalog.status, 200)
  t.equal(catalog.headers['content-type'], 'application/ai-catalog+json')
  t.same(JSON.parse(catalog.text), {
    specVersion: '0.9',
    host: { displayName: 'Patchbay', documentationUrl: 'https://patchbay.acme.example/docs' },
    entries: [
      {
        identifier: 'urn:air:patchbay.acme.example:mcp:patchbay',
        type: 'application/mcp-server-card+json',
        url: 'https://patchbay.acme.example/mcp/server-card',
        tags: ['echo'],
      },
    ],
  })

  const card = await fetchAnswer(`${url}/mcp/server-card`)
  t.equal(card.headers['content-type'], 'application/mcp-server-card+json')
  t.equal(card.headers['access-control-allow-origin'], '*')
  t.equal(card.headers['cache-control'], 'public, max-age=3600')
  const body: unknown = JSON.parse(card.text)
  t.same([...Card.Errors(body)], [])
  t.match(body, {
    name: 'example.acme.patchbay/patchbay',
    remotes: [{ url: 'https://patchbay.acme.example/mcp' }],
    _meta: { 'patchbay/connectors': [{ id: 'echo' }] },
  })
  t.equal((await fetchAnswer(`${url}/.well-known/mcp/server-card.json`)).text, card.text)
  const again = await fetchAnswer(`${url}/mcp/server-card`, {
    headers: { 'if-none-match': card.headers['etag'] ?? '' },
  })
  t.equal(again.status, 304)
  t.equal(again.text, '')
})

t.test('where MCP is off there is nothing to be found', async (t) => {
  const { get } = await openApp(t, { settings: { enableMcp: false } })
  for (const path of [
    '/.well-known/ai-catalog.json',
    '/mcp/server-card',
    '/.well-known/mcp/server-card.json',
  ])
    t.equal((await get(path)).status, 404)
})
