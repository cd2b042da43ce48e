import t from 'tap'
import { fetchAnswer } from '../support/answer.ts'
import { expectProblem } from '../support/expect-problem.ts'
import { until } from '../support/until.ts'
import { withEachStore } from '../support/with-each-store.ts'
import { openFailing } from './open-failing.ts'

const acme = { 'patchbay-tenant': 'acme' }
const connection = { id: 'theirs', connector: 'some', credentials: { key: 'their-key-of-it' } }

t.test('a tenant sees and changes its own groups only', (t) =>
  withEachStore(t, async (t, store) => {
    const app = await openFailing(t, { store })
    const { fail, groups, patch, post, get } = app
    await post('/v1/tenants', { id: 'acme', title: 'Acme' })
    t.equal((await post('/v1/connections', connection, acme)).status, 201)
    const keyOf = async (role: string): Promise<Record<string, string>> => {
      const { text } = await post('/v1/keys', { name: role, role }, acme)
      return { authorization: `Bearer ${(JSON.parse(text) as { data: { key: string } }).data.key}` }
    }
    const [developer, viewer] = [await keyOf('developer'), await keyOf('viewer')]
    await fail()
    expectProblem(t, await fail({}, developer), 'vendor_error')
    t.ok(await until(async () => (await groups('?tenant=*')).length === 2), 'the operator sees all')
    const [own] = await groups()
    const [theirs] = await groups('', developer)
    if (own === undefined || theirs === undefined) throw new Error('each has one')
    t.equal(own.tenant, 'default')
    t.equal(theirs.tenant, 'acme')
    t.not(own.id, theirs.id, 'the same error of two tenants is two groups')
    t.equal((await groups()).length, 1)
    t.equal((await groups('', developer)).length, 1)
    t.match(await groups('?tenant=acme'), [{ id: theirs.id }])
    t.match(await groups('', acme), [{ id: theirs.id }])
    t.match(await groups('?tenant=acme', developer), [{ id: theirs.id }])

    expectProblem(t, await get('/v1/errors?tenant=*', developer), 'forbidden')
    expectProblem(t, await get('/v1/errors?tenant=default', developer), 'not_found')
    expectProblem(t, await get(`/v1/errors/${own.id}`, developer), 'not_found')
    expectProblem(t, await patch(own.id, { state: 'resolved' }, developer), 'not_found')
    expectProblem(t, await patch(theirs.id, { state: 'resolved' }, viewer), 'forbidden')
    t.equal((await fetchAnswer(`${app.url}/v1/errors`)).status, 401)
    t.equal((await get(`/v1/errors/${theirs.id}`, viewer)).status, 200)

    t.equal((await patch(theirs.id, { state: 'resolved' }, developer)).status, 200)
    t.match(await groups('?tenant=*&state=resolved'), [{ id: theirs.id }])
    t.match(await groups('?state=open'), [{ id: own.id }])
    expectProblem(t, await patch(theirs.id, { state: 'open' }), 'not_found')
    t.equal((await patch(theirs.id, { state: 'open' }, acme)).status, 200, 'an operator acts in a tenant')
  }),
)

t.test('no secret of a connection, of the input or of an answer gets into a group', (t) =>
  withEachStore(t, async (t, store) => {
    const app = await openFailing(t, { store })
    const password = 'canary-of-the-input'
    await app.fail({ words: 'It failed', password })
    t.ok(await until(async () => (await app.groups()).length === 1))
    const { text } = await app.get('/v1/errors')
    const { data } = JSON.parse(text) as { data: [{ id: string; title: string; sample: object }] }
    t.match(data[0].title, /^It failed with .*redacted.* and .*redacted/, 'there was something to hide')
    t.match(data[0].sample, { upstream: { status: 500, code: /redacted/, requestId: /redacted/ } })
    const rows = await store.database.selectFrom('error_groups').selectAll().execute()
    const told = app.lines().filter(({ msg }) => msg === 'error group')
    t.equal(told.length, 1)
    const one = await app.get(`/v1/errors/${data[0].id}`)
    for (const said of [text, one.text, JSON.stringify(rows), JSON.stringify(told)]) {
      t.notMatch(said, /canary|the-key-of-it/)
    }
  }),
)
