import t from 'tap'
import { connectMcp, revisions } from '../support/mcp-client.ts'
import { openApp } from '../support/open-app.ts'

t.test('the runtime tells of itself', async (t) => {
  const { url, post } = await openApp(t, {
    settings: { connectors: './fixtures/connectors/echo,./fixtures/connectors/reel' },
    dependencies: {
      connections: [{ id: 'mine', connector: 'reel', credentials: { key: 'very-secret' } }],
    },
  })
  const added = await post('/v1/connections', {
    id: 'stored',
    connector: 'reel',
    auth: 'key',
    credentials: { key: 'more-secret' },
  })
  t.equal(added.status, 201, added.text)
  const restricted = await post('/v1/keys', {
    name: 'agent',
    role: 'agent',
    restrictions: { connectors: ['reel'], connections: ['stored'] },
  })
  const { key } = (JSON.parse(restricted.text) as { data: { key: string } }).data
  const reference = 'patchbay://connectors/{id}/reference'

  for (const revision of revisions) {
    await t.test(revision, async (t) => {
      const told = async (own?: string) => {
        const client = await connectMcp(t, url, { revision, ...(own !== undefined && { key: own }) })
        const read = async (uri: string) => {
          const [first] = (await client.readResource({ uri })).contents
          return first !== undefined && 'text' in first ? first.text : ''
        }
        const uris = (await client.listResources()).resources.map(({ uri }) => uri)
        t.ok(uris.includes('patchbay://connections'))
        const { resourceTemplates } = await client.listResourceTemplates()
        t.ok(resourceTemplates.some(({ uriTemplate }) => uriTemplate === reference))
        const { completion } = await client.complete({
          ref: { type: 'ref/resource', uri: reference },
          argument: { name: 'id', value: '' },
        })
        return { read, ids: completion.values, text: await read('patchbay://connections') }
      }
      const all = await told()
      const { connections } = JSON.parse(all.text) as { connections: object[] }
      t.same(
        connections.filter((one) => (one as { id: string }).id === 'stored'),
        [
          {
            id: 'stored',
            connector: 'reel',
            source: 'live',
            state: (connections.at(-1) as { state: string }).state,
            reason: (connections.at(-1) as { reason: string }).reason,
          },
        ],
      )
      t.same(
        connections.map((one) => (one as { id: string }).id),
        ['mine', 'echo-emulator', 'stored'],
      )
      t.notMatch(all.text, /secret/)
      t.same(all.ids, ['echo', 'reel'])
      t.match(await all.read('patchbay://connectors/reel/reference'), /\| `rows\.read` \| read \|/)
      await t.rejects(all.read('patchbay://connectors/none/reference'), /not found/i)

      const few = await told(key)
      t.match(JSON.parse(few.text), { connections: [{ id: 'stored' }] })
      t.equal((JSON.parse(few.text) as { connections: object[] }).connections.length, 1)
      t.same(few.ids, ['reel'])
      await t.rejects(few.read('patchbay://connectors/echo/reference'), /not found/i)
    })
  }
})
