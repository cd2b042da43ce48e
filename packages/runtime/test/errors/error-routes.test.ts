import t from 'tap'
import { fetchAnswer } from '../support/answer.ts'
import { adminKey } from '../support/open-app.ts'
import { openMetered } from '../support/open-metered.ts'
import { until } from '../support/until.ts'

interface Group {
  id: string
  state: string
  count: number
  code: string
  isRegression: boolean
  sample: { connection?: string; traceId: string }
}

t.test('errors of a vendor are one group, which can be resolved and opens anew', async (t) => {
  let number = 0
  const app = await openMetered(t, {
    listener: (_, response) => {
      number += 1
      response.writeHead(500, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ message: `order ${number} failed` }))
    },
  })
  const read = async (query = ''): Promise<Group[]> =>
    (JSON.parse((await app.get(`/v1/errors${query}`)).text) as { data: Group[] }).data
  const patch = (id: string, body: object) =>
    fetchAnswer(`${app.url}/v1/errors/${id}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })

  for (let call = 0; call < 3; call += 1) await app.call('items.get')
  await until(async () => (await read())[0]?.count === 3)
  const [group, ...rest] = await read()
  if (group === undefined) throw new Error('there is no group')
  t.same(rest, [])
  t.match(group, { state: 'open', isRegression: false, sample: { connection: 'main', traceId: /./ } })

  t.equal((await patch(group.id, { state: 'resolved', note: 'mended' })).status, 200)
  t.same(await read('?state=open'), [])
  t.equal((await patch(group.id, { state: 'open', mutedUntil: '2000-01-01T00:00:00Z' })).status, 400)
  t.equal((await patch('other', { state: 'open' })).status, 404)

  await app.call('items.get')
  await until(async () => (await read('?state=open')).length === 1)
  t.match((await app.get(`/v1/errors/${group.id}`)).text, '"isRegression":true')
  t.equal(await app.metric(/^patchbay_error_groups_total\{.*regression/), 1)
})
