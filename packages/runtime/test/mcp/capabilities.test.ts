import { ProtocolError, type Client } from '@modelcontextprotocol/client'
import t, { type Test } from 'tap'
import { connectMcp, revisions, type ConnectOptions } from '../support/mcp-client.ts'
import { openApp, type OpenApp } from '../support/open-app.ts'
import { answerJson, startVendor } from '../support/start-vendor.ts'
import { until } from '../support/until.ts'

/** The guide, over accounts of these ids. */
async function openGuide(t: Test, ids: readonly string[] = ['main']): Promise<OpenApp> {
  const vendor = await startVendor(t, answerJson({ ok: true }))
  const { connections, egressAllow } = vendor.connect('guide')
  return openApp(t, {
    settings: { connectors: './fixtures/connectors/guide', mcpRepeatWindow: '0s' },
    dependencies: {
      egressAllow,
      connections: ids.flatMap((id) => connections.map((connection) => ({ ...connection, id }))),
    },
  })
}

/** Whose person has this much to spend, or cannot be asked. */
async function connectAs(t: Test, url: string, options: ConnectOptions, euros?: number): Promise<Client> {
  const client = await connectMcp(t, url, {
    ...options,
    ...(euros !== undefined && { capabilities: { elicitation: { form: {} } } }),
  })
  if (euros !== undefined)
    client.setRequestHandler('elicitation/create', () => ({ action: 'accept', content: { euros } }))
  return client
}

/** Those of the connector. */
const listed = async (client: Client): Promise<string[]> =>
  (await client.listResources()).resources.map(({ uri }) => uri).filter((uri) => uri.startsWith('guide://'))

const refused = async (work: Promise<unknown>): Promise<ProtocolError> => {
  try {
    await work
  } catch (error) {
    if (error instanceof ProtocolError) return error
    throw error
  }
  throw new Error('it was not refused')
}

t.test('over one account', async (t) => {
  const { url, post } = await openGuide(t)
  const made = JSON.parse(
    (
      await post('/v1/keys', {
        name: 'narrow',
        role: 'owner',
        restrictions: { operations: ['guide/places.walk'] },
      })
    ).text,
  ) as { data: { key: string } }

  for (const revision of revisions) {
    await t.test(`${revision}: a prompt is listed, completed and asks`, async (t) => {
      const client = await connectAs(t, url, { revision }, 20)
      const { prompts } = await client.listPrompts()
      t.match(prompts, [
        {
          name: 'guide_tour',
          title: 'Plan a tour',
          arguments: [
            { name: 'place', description: 'Where to go.', required: true },
            { name: 'pace', required: false },
          ],
        },
      ])
      const { messages } = await client.getPrompt({
        name: 'guide_tour',
        arguments: { place: 'Ghent', pace: 'fast' },
      })
      t.match(messages, [{ role: 'user', content: { text: 'Plan a fast day in Ghent, for 20 euros.' } }])

      for (const [args, message] of [
        [{}, /place is required/],
        [{ place: 'Ghent', pace: 'idle' }, /\/pace/],
        [{ place: 'Ghent', more: '1' }, /more/],
      ] as const) {
        const { code, message: said } = await refused(
          client.getPrompt({ name: 'guide_tour', arguments: args as Record<string, string> }),
        )
        t.equal(code, -32_602)
        t.match(said, message)
      }
      t.match(await refused(client.getPrompt({ name: 'guide_none' })), {
        code: -32_602,
        message: /Unknown prompt/,
      })

      const complete = async (name: string, value: string) =>
        (
          await client.complete({
            ref: { type: 'ref/prompt', name: 'guide_tour' },
            argument: { name, value },
          })
        ).completion
      t.match(await complete('place', 'p'), { values: ['Porto', 'Palermo'], total: 2, hasMore: false })
      t.same((await complete('place', 'to')).values, ['Porto'], 'also from within')
      t.same((await complete('pace', '')).values, ['slow', 'fast'])
      t.same((await complete('none', '')).values, [])

      const unable = await connectAs(t, url, { revision })
      const error = await refused(unable.getPrompt({ name: 'guide_tour', arguments: { place: 'Ghent' } }))
      t.match(error.message, /elicitation/i, 'a client that cannot be asked is told so')
    })

    await t.test(`${revision}: a resource is listed, completed and read by its operation`, async (t) => {
      const client = await connectAs(t, url, { revision })
      t.match((await client.listResources()).resources, [
        { uri: 'guide://places', mimeType: 'application/json' },
      ])
      t.match((await client.listResourceTemplates()).resourceTemplates, [
        { uriTemplate: 'guide://places/{name}/picture', mimeType: 'image/png' },
      ])
      const [places] = (await client.readResource({ uri: 'guide://places' })).contents
      t.match(JSON.parse((places as { text: string }).text), { places: [{ name: 'Porto' }, {}, {}] })
      const { contents } = await client.readResource({ uri: 'guide://places/S%C3%A3o%20Paulo/picture' })
      t.match(contents, [
        { text: /^Picture \d+ of São Paulo$/ },
        { blob: 'AAAA', mimeType: 'image/png', uri: 'guide://places/S%C3%A3o%20Paulo/picture' },
      ])
      const { completion } = await client.complete({
        ref: { type: 'ref/resource', uri: 'guide://places/{name}/picture' },
        argument: { name: 'name', value: 'gh' },
      })
      t.same(completion.values, ['Ghent'])
      for (const uri of [
        'guide://none',
        'guide://places?connection=other',
        'other://places',
        'guide://places/a/b/picture',
      ])
        t.match(await refused(client.readResource({ uri })), { message: /not found/i }, uri)
    })

    await t.test(`${revision}: a key is offered what goes with its tools`, async (t) => {
      const client = await connectAs(t, url, { revision, key: made.data.key })
      t.equal((await client.listPrompts()).prompts.length, 1, 'a prompt goes with any tool of its connector')
      t.same(await listed(client), [], 'a resource with the tool that reads it')
      t.match(await refused(client.readResource({ uri: 'guide://places' })), { message: /not found/i })
      const { completion } = await client.complete({
        ref: { type: 'ref/prompt', name: 'guide_tour' },
        argument: { name: 'place', value: '' },
      })
      t.same(completion.values, [], 'nor is it completed by what the key may not read')
    })

    await t.test(`${revision}: whoever subscribes hears of what a call may have changed`, async (t) => {
      const client = await connectAs(t, url, { revision })
      const told: string[] = []
      client.setNotificationHandler(
        'notifications/resources/updated',
        ({ params }) => void told.push(params.uri),
      )
      const uri = 'guide://places'
      if (revision === '2025-11-25') {
        await client.subscribeResource({ uri })
        t.match(await refused(client.subscribeResource({ uri: 'guide://none' })), { message: /not found/i })
      } else await client.listen({ resourceSubscriptions: [uri, 'guide://none'] })
      t.equal((await post('/v1/connectors/guide/places.walk', {})).status, 200, 'a read changes nothing')
      t.equal((await post('/v1/connectors/guide/places.add', {})).status, 200)
      await until(() => told.length > 0)
      t.same(told, [uri])
    })
  }
})

t.test('over several accounts an address says which', async (t) => {
  const { url } = await openGuide(t, ['north', 'south'])
  const client = await connectMcp(t, url)
  t.same(await listed(client), ['guide://places?connection=north', 'guide://places?connection=south'])
  const { resourceTemplates } = await client.listResourceTemplates()
  const uriTemplate = 'guide://places/{name}/picture{?connection}'
  t.match(resourceTemplates, [{ uriTemplate }])
  const uri = 'guide://places?connection=south'
  t.match((await client.readResource({ uri })).contents, [{ uri, text: /Porto/ }])
  t.match(await refused(client.readResource({ uri: 'guide://places' })), { message: /connection/ })
  const { completion } = await client.complete({
    ref: { type: 'ref/resource', uri: uriTemplate },
    argument: { name: 'name', value: 'po' },
  })
  t.same(completion.values, ['Porto'])
})
