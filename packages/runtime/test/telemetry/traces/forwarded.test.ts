import { request as sendRequest } from 'node:http'
import t, { type Test } from 'tap'
import { adminKey, openApp } from '../../support/open-app.ts'
import { startCollector } from '../../support/start-collector.ts'
import { answerJson, startVendor } from '../../support/start-vendor.ts'

const trace = '12345678901234567890123456789012'
const span = '1234567890123456'
const traceparent = `00-${trace}-${span}-01`
const pattern = /^00-([0-9a-f]{32})-([0-9a-f]{16})-0([01])$/

/** A server that tells the vendor of its traces. `send` gives the headers of the trace that have reached the vendor. */
async function openForwarding(t: Test) {
  const vendor = await startVendor(t, answerJson({ ok: true }))
  const collector = await startCollector(t)
  const app = await openApp(t, {
    settings: {
      connectors: './fixtures/connectors/probe',
      otlpEndpoint: collector.url,
      traceForwarding: vendor.url,
    },
    dependencies: vendor.connect('probe'),
  })
  /** As they are on the wire, each in a line of its own. */
  const send = async (headers: ReadonlyArray<readonly [string, string]>) => {
    vendor.requests.length = 0
    await new Promise<void>((resolve, reject) => {
      const flat = [['authorization', `Bearer ${adminKey}`], ...headers, ['host', 'localhost']].flat()
      const request = sendRequest(
        `${app.url}/v1/connectors/probe/items.get`,
        { method: 'GET', headers: flat as string[] },
        (response) => response.resume().on('end', resolve),
      )
      request.on('error', reject)
      request.end()
    })
    const [sent] = vendor.requests
    const [, traceId, spanId, sampled] = pattern.exec(String(sent?.headers['traceparent'])) ?? []
    return { traceId, spanId, sampled, state: sent?.headers['tracestate'] }
  }
  return { send, collector, vendor, ...app }
}

t.test('what reaches the vendor joins the trace of the caller', async (t) => {
  const { send } = await openForwarding(t)
  const fresh = await send([])
  t.match(fresh, { traceId: /^[0-9a-f]{32}$/, spanId: /^[0-9a-f]{16}$/, sampled: '1', state: undefined })
  for (const name of ['traceparent', 'TraceParent', 'TRACEPARENT']) {
    const joined = await send([[name, traceparent]])
    t.equal(joined.traceId, trace, name)
    t.not(joined.spanId, span)
  }
  for (const padded of [` ${traceparent}`, `\t${traceparent}`, `${traceparent} `, `\t ${traceparent} \t`]) {
    t.equal((await send([['traceparent', padded]])).traceId, trace, 'with white space around it')
  }
  for (const name of ['trace-parent', 'trace.parent']) {
    t.not((await send([[name, traceparent]])).traceId, trace, name)
  }
  const twice = await send([
    ['traceparent', traceparent],
    ['traceparent', `00-${trace.replace('1', '2')}-${span}-01`],
  ])
  t.notOk([trace, trace.replace('1', '2')].includes(String(twice.traceId)), 'two of them are none')
  t.match(await send([['traceparent', `00-${trace}-${span}-00`]]), { traceId: trace, sampled: '0' })
})

t.test('tracestate comes along, from however many headers', async (t) => {
  const { send } = await openForwarding(t)
  const parent = ['traceparent', traceparent] as const
  const states = async (...texts: string[]): Promise<unknown> =>
    (await send([parent, ...texts.map((text) => ['tracestate', text] as const)])).state
  t.equal(await states('foo=1,bar=2'), 'foo=1,bar=2')
  t.equal(await states('foo=1,bar=2', 'rojo=1,congo=2', 'baz=3'), 'foo=1,bar=2,rojo=1,congo=2,baz=3')
  t.equal(await states('foo=1', ''), 'foo=1')
  t.equal(await states('', 'foo=1'), 'foo=1')
  t.equal(await states(''), undefined)
  t.equal(await states('foo=1', 'foo=2'), undefined)
  t.equal(await states('FOO=1'), undefined)
  t.equal((await send([['tracestate', 'foo=1']])).state, undefined, 'it is nothing without a traceparent')
  t.match(
    await send([
      ['traceparent', `00-${trace}-${span}-00`],
      ['tracestate', 'foo=1'],
    ]),
    {
      sampled: '0',
      state: 'foo=1',
    },
  )
})

t.test('each request to the vendor has an id of its own, of spans that are sent', async (t) => {
  const { send, collector, app } = await openForwarding(t)
  const seen = [await send([['traceparent', traceparent]]), await send([['traceparent', traceparent]])]
  const unseen = [
    await send([['traceparent', `00-${trace}-${span}-00`]]),
    await send([['traceparent', `00-${trace}-${span}-00`]]),
  ]
  t.equal(new Set([...seen, ...unseen].map(({ spanId }) => spanId)).size, 4)
  await app.close()
  const sent = collector.spans().map(({ spanId }) => spanId)
  for (const { spanId } of seen) t.ok(sent.includes(String(spanId)))
  for (const { spanId } of unseen)
    t.notOk(sent.includes(String(spanId)), 'what its caller does not keep is not kept')
})

t.test('a vendor that is not named is told nothing', async (t) => {
  const vendor = await startVendor(t, answerJson({ ok: true }))
  const collector = await startCollector(t)
  const { get } = await openApp(t, {
    settings: { connectors: './fixtures/connectors/probe', otlpEndpoint: collector.url },
    dependencies: vendor.connect('probe'),
  })
  await get('/v1/connectors/probe/items.get', { traceparent, tracestate: 'foo=1', baggage: 'user=7' })
  const [sent] = vendor.requests
  for (const name of ['traceparent', 'tracestate', 'baggage']) t.notOk(name in (sent?.headers ?? {}), name)
})
