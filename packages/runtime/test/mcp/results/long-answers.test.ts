import type { CallToolResult, Client } from '@modelcontextprotocol/client'
import t from 'tap'
import { createMemoryState } from '../../../src/shared-state/memory/create-memory-state.ts'
import { askMcp } from '../../support/ask-mcp.ts'
import { connectorPackage } from '../../support/connector-source.ts'
import { connectMcp, revisions, textOf } from '../../support/mcp-client.ts'
import { adminKey, openApp } from '../../support/open-app.ts'

const budget = 2_000

/** A connector whose answers are as long as they are asked for. */
const archive = connectorPackage('archive', {
  definition: `
    operations: {
      'thing.get': get,
      'rows.list': {
        ...get,
        input: Type.Object({ count: Type.Integer() }),
        output: Type.Object({ box: Type.Object({ rows: Type.Array(Type.Object({ id: Type.Integer(), text: Type.String() })) }), name: Type.String(), few: Type.Array(Type.Integer()) }),
        examples: [{ title: 'None', input: { count: 0 }, output: { box: { rows: [] }, name: 'n', few: [] } }],
        run: async ({ input }) => ({
          box: { rows: Array.from({ length: input.count }, (_, id) => ({ id, text: 'ü'.repeat(id % 50) })) },
          name: 'all', few: [1, 2],
        }),
      },
      'rows.all': {
        ...get,
        input: Type.Object({ count: Type.Integer() }),
        output: Type.Object({ rows: Type.Array(Type.String(), { minItems: 100 }) }),
        examples: [{ title: 'Many', input: { count: 100 }, output: { rows: Array(100).fill('r') } }],
        run: async ({ input }) => ({ rows: Array(input.count).fill('r'.repeat(40)) }),
      },
      'text.get': {
        ...get,
        input: Type.Object({ length: Type.Integer() }),
        output: Type.Object({ text: Type.String() }),
        examples: [{ title: 'One', input: { length: 1 }, output: { text: '😀' } }],
        run: async ({ input }) => ({ text: ('x' + '😀'.repeat(input.length)).slice(0, input.length) }),
      },
    },`,
})

type Tap = Parameters<typeof connectMcp>[0]

const openArchive = (t: Tap, dependencies = {}, settings = {}) => {
  const folder = t.testdir({ archive })
  return openApp(t, {
    settings: { connectors: `${folder}/archive`, mcpResponseBudget: budget, ...settings },
    dependencies: {
      connections: [{ id: 'cellar', connector: 'archive', credentials: { key: 'secret' } }],
      ...dependencies,
    },
  })
}

interface Row {
  readonly id: number
  readonly text: string
}

interface Page {
  readonly items?: readonly unknown[]
  readonly rest?: unknown
  readonly text?: string
  readonly from: number
  readonly total: number
  readonly next?: number
}

const call = async (client: Client, name: string, args: object): Promise<CallToolResult> =>
  (await client.callTool({ name, arguments: { ...args } })) as CallToolResult

/** What a note says to call next. */
const readOnOf = (answer: CallToolResult) =>
  JSON.parse(/\{"handle":"[\w-]{24}","from":\d+\}/.exec(textOf(answer))?.[0] ?? '{}') as {
    handle: string
    from: number
  }

const uriOf = ({ content }: CallToolResult): string | undefined =>
  content.flatMap((one) => (one.type === 'resource_link' ? [one.uri] : []))[0]

const readPage = async (client: Client, uri: string): Promise<Page> => {
  const { contents } = await client.readResource({ uri })
  const [first] = contents
  return JSON.parse(first !== undefined && 'text' in first ? first.text : '{}') as Page
}

t.test('an answer that is too long', async (t) => {
  let passed = 0
  const sharedState = createMemoryState({ now: () => Date.now() + passed })
  const { url, post } = await openArchive(t, { sharedState })
  const made = JSON.parse((await post('/v1/keys', { name: 'other', role: 'developer' })).text) as {
    data: { key: string }
  }

  for (const revision of revisions) {
    await t.test(`${revision}: goes by whole items, and none is lost or comes twice`, async (t) => {
      const client = await connectMcp(t, url, { revision })
      await client.listTools() // the client holds answers to the schemas that it has seen
      const answer = await call(client, 'archive_rows_list', { count: 250 })
      const { box, name, few } = answer.structuredContent as {
        box: { rows: Row[] }
        name: string
        few: number[]
      }
      t.same({ name, few }, { name: 'all', few: [1, 2] }, 'the rest is there')
      t.ok(box.rows.length > 1)
      t.ok(JSON.stringify(answer.structuredContent).length <= budget)
      const [first] = answer.content
      t.equal(first?.type === 'text' && first.text, JSON.stringify(answer.structuredContent))
      t.match(textOf(answer), `items 1-${box.rows.length} of 250 in \`box.rows\` are shown`)
      t.match(textOf(answer), /read_more, which is there even if no list shows it/)

      const more = readOnOf(answer)
      t.equal(more.from, box.rows.length)
      const all = [...box.rows]
      let next: number | undefined = more.from
      while (next !== undefined) {
        const part: CallToolResult = await call(client, 'read_more', { ...more, from: next })
        const page = part.structuredContent as unknown as Page
        t.ok(JSON.stringify(page).length <= budget + 100)
        all.push(...(page.items as Row[]))
        next = page.next
        t.match(textOf(part), next === undefined ? /There are no more\./ : /Go on with read_more \{/)
      }
      t.same(
        all.map(({ id }) => id),
        Array.from({ length: 250 }, (_, id) => id),
      )

      const uri = uriOf(answer)
      t.equal(uri, `patchbay://results/${more.handle}`)
      const start = await readPage(client, String(uri))
      t.same(start.rest, { box: { rows: [] }, name: 'all', few: [1, 2] })
      const pages = [start]
      for (let last: Page | undefined = start; last?.next !== undefined; last = pages.at(-1)) {
        pages.push(await readPage(client, `${uri}?from=${last.next}`))
      }
      t.same(
        pages.flatMap(({ items }) => items ?? []),
        all,
        'the resource has the same',
      )
      const { resourceTemplates } = await client.listResourceTemplates()
      t.match(resourceTemplates, [{ uriTemplate: 'patchbay://results/{handle}{?from}' }])

      const beyond = await call(client, 'read_more', { ...more, from: 999 })
      t.match(beyond.structuredContent, { items: [], total: 250 })
      t.match(textOf(await call(client, 'read_more', { handle: '' })), /^invalid_input: [^]*\/handle/)
    })

    await t.test(`${revision}: of one piece is there whole, with an excerpt as text`, async (t) => {
      const client = await connectMcp(t, url, { revision })
      const answer = await call(client, 'archive_text_get', { length: 5_000 })
      const { text } = answer.structuredContent as { text: string }
      t.equal(text.length, 5_000)
      const data = JSON.stringify(answer.structuredContent)
      const more = readOnOf(answer)
      const [first] = answer.content
      t.equal(first?.type === 'text' && first.text, data.slice(0, more.from))
      t.ok(more.from <= budget + 1)
      let read = ''
      let next: number | undefined = 0
      while (next !== undefined) {
        const part = await call(client, 'read_more', { ...more, from: next })
        const page = part.structuredContent as unknown as Page
        t.equal(page.text?.isWellFormed(), true, 'no character is cut in two')
        read += page.text ?? ''
        next = page.next
      }
      t.equal(read, data)

      const needed = await call(client, 'archive_rows_all', { count: 150 })
      t.equal((needed.structuredContent as { rows: [] }).rows.length, 150, 'fewer would not be valid')
      t.match(textOf(needed), /the text shows the first 2000/)
    })

    await t.test(`${revision}: is another caller's, or over`, async (t) => {
      const client = await connectMcp(t, url, { revision })
      const answer = await call(client, 'archive_rows_list', { count: 250 })
      const more = readOnOf(answer)
      const uri = String(uriOf(answer))
      const stranger = await connectMcp(t, url, { revision, key: made.data.key })
      const gone = async (one: Client) => {
        t.match(textOf(await call(one, 'read_more', more)), /^not_found: .*\nWhat to do: /)
        await t.rejects(one.readResource({ uri }), /not found/i)
      }
      await gone(stranger)
      passed += 14 * 60_000
      t.notOk((await call(client, 'read_more', more)).isError)
      passed += 2 * 60_000
      await gone(client)
    })
  }

  await t.test('is one that has a character more than the budget', async (t) => {
    const raw = async (length: number) => {
      const { text } = await askMcp(url, adminKey, 'tools/call', {
        name: 'archive_text_get',
        arguments: { length },
      })
      return (JSON.parse(text) as { result: CallToolResult }).result
    }
    const frame = '{"text":""}'.length
    const fits = await raw(budget - frame)
    t.same(fits.content, [{ type: 'text', text: JSON.stringify(fits.structuredContent) }], 'as ever')
    t.equal((await raw(budget - frame + 1)).content.length, 3, 'excerpt, note and link')
  })
})

t.test('what cannot be kept is said to be lost', async (t) => {
  const state = createMemoryState()
  const away = () => Promise.reject(new Error('away'))
  const cache = { stamp: away, get: away, set: away, delete: away, invalidate: away }
  const { url } = await openArchive(t, { sharedState: { ...state, cache } })
  const client = await connectMcp(t, url)
  const answer = await call(client, 'archive_rows_list', { count: 250 })
  t.match(textOf(answer), /items 1-\d+ of 250 .* could not be kept\. Call again and ask for less/)
  t.equal(uriOf(answer), undefined)
})

t.test('a set that is searched lists what reads on', async (t) => {
  const { url } = await openArchive(t, {}, { mcpToolLimit: 1 })
  const client = await connectMcp(t, url)
  const { tools } = await client.listTools()
  t.same(
    tools.map(({ name }) => name),
    ['call_tool', 'read_more', 'search_tools'],
  )
  const answer = await call(client, 'call_tool', { name: 'archive_rows_list', arguments: { count: 250 } })
  t.match((await call(client, 'read_more', readOnOf(answer))).structuredContent, { total: 250 })
})
