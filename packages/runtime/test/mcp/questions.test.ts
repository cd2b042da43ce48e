import type { CallToolResult } from '@modelcontextprotocol/client'
import t, { type Test } from 'tap'
import { connectMcp, revisions, textOf, type ConnectOptions } from '../support/mcp-client.ts'
import { openApp } from '../support/open-app.ts'
import { rawMcp } from '../support/raw-mcp.ts'
import { answerJson, startVendor } from '../support/start-vendor.ts'

interface Asked {
  readonly message: string
  readonly requestedSchema?: unknown
}

async function open(t: Test) {
  let served = 0
  const vendor = await startVendor(t, (request, response) => {
    served += 1
    answerJson({ ok: true })(request, response)
  })
  const app = await openApp(t, {
    settings: { connectors: './fixtures/connectors/probe', mcpRepeatWindow: '0s' },
    dependencies: vendor.connect('probe'),
  })
  /** A client whose person answers so; without an answer it cannot ask. */
  const connect = async (options: ConnectOptions, answer?: (asked: Asked) => object) => {
    const client = await connectMcp(t, app.url, {
      ...options,
      ...(answer && { capabilities: { elicitation: { form: {} } } }),
    })
    if (answer)
      client.setRequestHandler('elicitation/create', ({ params }) => answer(params as Asked) as never)
    return client
  }
  return { ...app, connect, served: () => served }
}

const remove = { name: 'probe_items_remove', arguments: {} }
const yes = () => ({ action: 'accept', content: { confirm: true } })

t.test('what cannot be undone is confirmed by a person', async (t) => {
  const { connect, served, url, lines } = await open(t)
  for (const revision of revisions) {
    await t.test(revision, async (t) => {
      const before = served()
      const asked: Asked[] = []
      const client = await connect({ revision }, (question) => {
        asked.push(question)
        return yes()
      })
      const { tools } = await client.listTools()
      t.match(tools.find(({ name }) => name === remove.name)?.annotations, { destructiveHint: true })
      const done = (await client.callTool(remove)) as CallToolResult
      t.not(done.isError, true, textOf(done))
      t.equal(asked.length, 1)
      t.match(asked[0]?.message, /probe_items_remove.*cannot be undone/)
      t.equal(served(), before + 1)

      for (const answer of [
        { action: 'decline' },
        { action: 'cancel' },
        { action: 'accept', content: { confirm: false } },
      ]) {
        const refusing = await connect({ revision }, () => answer)
        const refused = (await refusing.callTool(remove)) as CallToolResult
        t.match(textOf(refused), /^cancelled: The person who was asked has not confirmed/)
      }
      const unable = (await (await connect({ revision })).callTool(remove)) as CallToolResult
      t.equal(unable.isError, true)
      t.match(
        textOf(unable),
        /^input_required: A person has to confirm.*\nWhat to do: Use a client that can ask/,
      )
      t.equal(served(), before + 1, 'nothing is done without')
    })
  }
  t.notMatch(JSON.stringify(lines()), 'requestState')
  t.ok(url)
})

t.test('a key may waive it, if its maker does', async (t) => {
  const { connect, served, post } = await open(t)
  const make = async (body: object, key?: string) => {
    const headers: Record<string, string> = key === undefined ? {} : { authorization: `Bearer ${key}` }
    const answer = await post('/v1/keys', { role: 'admin', ...body }, headers)
    return {
      status: answer.status,
      ...(JSON.parse(answer.text) as { data?: { key: string }; detail?: string }),
    }
  }
  const waived = await make({ name: 'robot', confirmation: 'waived' })
  const client = await connect({ key: waived.data?.key ?? '' })
  const done = (await client.callTool(remove)) as CallToolResult
  t.not(done.isError, true, textOf(done))
  t.equal(served(), 1)
  const asking = await make({ name: 'careful' })
  const refused = await make({ name: 'more', confirmation: 'waived' }, asking.data?.key)
  t.equal(refused.status, 403)
  t.match(refused.detail, /nobody would confirm what cannot be undone/)
  t.equal((await make({ name: 'as much', confirmation: 'waived' }, waived.data?.key)).status, 201)
})

t.test('a confirmation is for one call of one caller', async (t) => {
  const { post, served, url } = await open(t)
  const made = JSON.parse((await post('/v1/keys', { name: 'other', role: 'owner' })).text) as {
    data: { key: string }
  }
  const rpc = rawMcp(url)
  const call = (args: object, extra: object = {}, key?: string) =>
    rpc(
      'tools/call',
      { name: remove.name, arguments: args, ...extra },
      { capabilities: { elicitation: { form: {} } }, ...(key !== undefined && { key }) },
    )
  const inputResponses = { 'patchbay/confirm': yes() }
  const first = await call({})
  t.match(first.result, { resultType: 'input_required', inputRequests: { 'patchbay/confirm': {} } })
  const { requestState } = first.result as { requestState: string }

  t.match(
    (await call({}, { inputResponses })).result,
    { resultType: 'input_required' },
    'an answer to nothing that was asked is none',
  )
  const tampered = `${requestState.slice(0, -3)}${requestState.endsWith('AAA') ? 'BBB' : 'AAA'}`
  t.equal((await call({}, { inputResponses, requestState: tampered })).error?.code, -32_602)
  t.equal(
    (await call({ other: true }, { inputResponses, requestState })).error?.code,
    -32_602,
    'with other arguments',
  )
  t.equal(
    (await call({}, { inputResponses, requestState }, made.data.key)).error?.code,
    -32_602,
    'of another caller',
  )
  t.equal(served(), 0)
  t.match((await call({}, { inputResponses, requestState })).result, { resultType: 'complete' })
  t.equal(served(), 1)
})
