import t from 'tap'
import { expectProblem } from '../support/expect-problem.ts'
import { openApp } from '../support/open-app.ts'
import { embeddedStore } from '../support/with-each-store.ts'

const write = '/v1/connectors/echo/notes.write'
const bodyOf = ({ text }: { text: string }) =>
  JSON.parse(text) as { data: Record<string, unknown>; meta: object }

t.test('a write can be checked without being made', async (t) => {
  const store = await embeddedStore(t)
  const { post, echo, calls, metric } = await openApp(t, { dependencies: { store } })
  const entries = async (): Promise<number> => {
    const { total } = await store.database
      .selectFrom('audit_entries')
      .select(({ fn }) => fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow()
    return total
  }
  const before = await entries()
  const answer = await post(`${write}?validateOnly=true`, { note: { text: 'hello' } })
  t.equal(answer.status, 200)
  t.equal(answer.headers['content-type'], 'application/json; charset=utf-8')
  t.match(bodyOf(answer), {
    data: { valid: true, effect: 'write', scopes: [] },
    meta: { connector: 'echo', operation: 'notes.write', connection: 'echo-emulator', source: 'mock' },
  })
  t.equal(echo().journal.length, 0, 'nothing is sent')
  t.equal(await entries(), before, 'and nothing recorded as a change')
  t.same(calls(), [], 'nor counted as a call')
  t.equal(await metric(/^patchbay_calls_total\{.*notes\.write/), undefined)

  const keyed = await post(
    `${write}?validateOnly=true`,
    { note: { text: 'hello' } },
    { 'idempotency-key': 'one' },
  )
  t.equal(keyed.status, 200)
  t.equal(
    (await post(write, { note: { text: 'other' } }, { 'idempotency-key': 'one' })).status,
    200,
    'no key is used up',
  )

  t.equal((await post(`${write}?validateOnly=false`, { note: { text: 'hello' } })).status, 200)
  t.equal(echo().journal.length, 2)
})

t.test('what would be refused is refused', async (t) => {
  const { post, echo } = await openApp(t)
  expectProblem(t, await post(`${write}?validateOnly=true`, { text: 'hello' }), 'invalid_input')
  expectProblem(t, await post(`${write}?validateOnly=yes`, { note: { text: 'hello' } }), 'invalid_request')
  expectProblem(
    t,
    await post(
      `${write}?validateOnly=true`,
      { note: { text: 'hello' } },
      { 'patchbay-connection': 'absent' },
    ),
    'not_found',
  )
  const reader = JSON.parse((await post('/v1/keys', { name: 'reads', role: 'viewer' })).text) as {
    data: { key: string }
  }
  const authorization = `Bearer ${reader.data.key}`
  expectProblem(
    t,
    await post(`${write}?validateOnly=true`, { note: { text: 'x' } }, { authorization }),
    'forbidden',
  )
  t.equal(echo().journal.length, 0)
})

t.test('the answer is documented', async (t) => {
  const { get } = await openApp(t)
  const { paths, components } = JSON.parse((await get('/openapi.json')).text) as {
    paths: Record<
      string,
      { post: { parameters: ReadonlyArray<{ name: string; in: string }>; responses: object } }
    >
    components: { schemas: Record<string, unknown> }
  }
  t.ok(
    paths[write]?.post.parameters.some(({ name, in: place }) => name === 'validateOnly' && place === 'query'),
  )
  t.match(JSON.stringify(paths[write]?.post.responses), /CallValidation/)
  t.ok(components.schemas['CallValidation'])
  const read = paths['/v1/connectors/echo/text.say']
  t.notOk(
    read?.post.parameters.some(({ name }) => name === 'validateOnly'),
    'reads have no dry run',
  )
})
