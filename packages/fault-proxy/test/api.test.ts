import t from 'tap'
import { closed, echo, setUp } from './set-up.ts'

t.test('a disabled proxy is a server that is down', async (t) => {
  const { open, proxy, client } = await setUp(t)
  const socket = await open()
  await proxy.update({ ...proxy.toJson(), enabled: false })
  await closed(socket)
  await t.rejects(open(), { code: 'ECONNREFUSED' })
  t.equal((await client.get('echo')).enabled, false)
  await client.reset()
  t.equal((await echo(await open(), 'back')).text, 'back')
})

t.test('the API answers the client of Toxiproxy', async (t) => {
  const { client, proxy, upstream, toxic } = await setUp(t)
  t.match(await client.getVersion(), /2\./)
  t.same(Object.keys(await client.getAll()), ['echo'])
  await client.populate([{ name: 'more', listen: '127.0.0.1:0', upstream, enabled: true }] as never)
  t.same(Object.keys(await client.getAll()), ['echo', 'more'])
  await (await client.get('more')).remove()
  t.same(Object.keys(await client.getAll()), ['echo'])
  await toxic('latency', { latency: 5 })
  t.match(await proxy.getToxic('latency'), { toxicity: 1, attributes: { latency: 5, jitter: 0 } })
})

t.test('what is wrong is said as Toxiproxy says it', async (t) => {
  const { faults, upstream } = await setUp(t)
  const post = async (path: string, body: unknown) => {
    const answer = await fetch(faults.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return (await answer.json()) as object
  }
  t.match(await post('/proxies', { name: 'echo', upstream }), { status: 409, error: /already exists/ })
  t.match(await post('/proxies', { name: 'x' }), { status: 400, error: /upstream/ })
  t.match(await post('/proxies', { name: 'x', upstream: 'nowhere' }), { status: 400, error: /host:port/ })
  t.match(await post('/proxies/none', {}), { status: 404, error: /proxy not found/ })
  t.match(await post('/proxies/echo/toxics', { type: 'plague' }), { status: 400, error: /plague/ })
  const wrong = { type: 'latency', attributes: { latency: 'long' } }
  t.match(await post('/proxies/echo/toxics', wrong), { status: 400, error: /latency/ })
  const right = { type: 'latency', attributes: { latency: 5 } }
  t.match(await post('/proxies/echo/toxics', right), { name: 'latency_downstream', stream: 'downstream' })
  t.match(await post('/proxies/echo/toxics', right), { status: 409, error: /already exists/ })
})
