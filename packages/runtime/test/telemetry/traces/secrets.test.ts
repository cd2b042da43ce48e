import t from 'tap'
import { adminKey } from '../../support/open-app.ts'
import { openTraced } from '../../support/open-traced.ts'
import { answerJson } from '../../support/start-vendor.ts'

const canary = 'canary-7f3e9a51c0'

t.test('no secret, no input and no answer leaves in a span', async (t) => {
  const { post, get, flush, collector, vendor } = await openTraced(
    t,
    'probe',
    answerJson({ ok: true, answer: `${canary}-answer` }, 200, { 'x-said': `${canary}-header` }),
    { otlpHeaders: `api-key=${canary}-collector`, vendorAttempts: 1 },
  )
  const key = 'vendor-secret-key'
  // The connector itself puts the credential into the path, which goes on the wire like that.
  const input = { path: `/items/${key}`, headers: { 'x-own': `${canary}-own` }, text: `${canary}-text` }
  t.equal((await post('/v1/connectors/probe/items.send', input)).status, 200)
  t.match(vendor.requests[0]?.url, new RegExp(`/items/${key}\\?text=${canary}-text`))
  vendor.answerWith(answerJson({ why: `${canary}-why ${key}` }, 422))
  t.equal((await post('/v1/connectors/probe/items.send', input)).status, 422)
  await post('/v1/connectors/probe/faults.cause', { kind: 'string', text: `${canary}-input` })
  await post(`/v1/connectors/probe/items.get?token=${canary}-query`, {}, { 'user-agent': `${canary}-agent` })
  await get(`/v1/connectors/${canary}-connector/${canary}-operation`)
  await get(`/${canary}-path?${canary}-name=1`)
  await get('/v1/me', { authorization: `Bearer ${canary}-bearer` })

  const spans = await flush()
  t.ok(spans.length > 15)
  const raw = collector.raw()
  t.match(raw, /call probe\/items\.send/)
  for (const secret of [canary, key, adminKey]) t.notOk(raw.includes(secret), secret)
  const [attempt] = spans.filter(({ kind }) => kind === 3)
  t.equal(attempt?.facts['url.full'], `${vendor.url}/items/[redacted]`)
  t.equal(
    collector.requests[0]?.headers['api-key'],
    `${canary}-collector`,
    'which only the collector is told',
  )
})
