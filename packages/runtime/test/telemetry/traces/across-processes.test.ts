import t from 'tap'
import { openTraced, within } from '../../support/open-traced.ts'
import { taskFace } from '../../support/open-tasks.ts'
import { rawMcp } from '../../support/raw-mcp.ts'
import { metaOf } from '../../support/mcp-wire.ts'
import { answerJson } from '../../support/start-vendor.ts'

const trace = '12345678901234567890123456789012'
const caller = '1234567890123456'
const traceparent = `00-${trace}-${caller}-01`
const ok = answerJson({ ok: true })

t.test(
  'the run of a task belongs to the trace of the request that made it, and is linked to it',
  async (t) => {
    const { get, post, flush, collector, calls } = await openTraced(t, 'probe', ok)
    const { start, settle } = taskFace({ get, post }, 'probe')
    const { id } = await start('items.add', {}, { traceparent, tracestate: 'foo=1' })
    t.match(await settle(id), { state: 'completed' })
    const spans = await flush()
    const request = spans.find(({ parentId }) => parentId === caller)
    const run = collector.span('task probe/items.add')
    t.match(run, {
      traceId: trace,
      parentId: request?.spanId,
      state: 'foo=1',
      kind: 5,
      isFailed: false,
      links: [{ traceId: trace, spanId: request?.spanId }],
      facts: { 'patchbay.connector': 'probe', 'patchbay.task.runs': 1 },
    })
    t.same(within(spans, run), ['call probe/items.add'])
    t.same(within(spans, collector.span('call probe/items.add')), ['POST'])
    t.match(calls(), [{ traceId: trace, spanId: collector.span('call probe/items.add').spanId }])
    t.notMatch(collector.raw(), new RegExp(id), 'the handle of a task is for its principal alone')
  },
)

t.test('a task whose request was not kept is not kept either', async (t) => {
  const { get, post, flush } = await openTraced(t, 'probe', ok)
  const { start, settle } = taskFace({ get, post }, 'probe')
  const { id } = await start('items.add', {}, { traceparent: `00-${trace}-${caller}-00` })
  await settle(id)
  t.same(
    (await flush()).filter(({ traceId }) => traceId === trace),
    [],
  )
})

t.test('a message of MCP says itself in which trace it belongs', async (t) => {
  const { url, flush, collector, calls } = await openTraced(t, 'probe', ok)
  const ask = rawMcp(url)
  const _meta = { ...metaOf({}), traceparent, tracestate: 'foo=1', baggage: 'user=alice-the-caller' }
  const name = 'probe_items_get'
  const answer = await ask('tools/call', { _meta, name, arguments: {} })
  t.match(answer, { status: 200, result: { content: [{ type: 'text' }] } })
  await ask('tools/call', { name, arguments: {} })
  const spans = await flush()
  const [told, untold] = spans.filter((span) => span.name === 'mcp tools/call')
  const [first] = spans.filter((span) => span.name === 'POST /mcp')
  t.match(told, {
    traceId: trace,
    parentId: caller,
    state: 'foo=1',
    facts: { 'mcp.method.name': 'tools/call', 'mcp.protocol.version': '2026-07-28' },
  })
  t.same(
    told?.links,
    [{ traceId: first?.traceId, spanId: first?.spanId }],
    'and the request of HTTP is linked',
  )
  t.ok(told && within(spans, told).includes('call probe/items.get'))
  t.ok(
    untold && spans.some((span) => span.name === 'POST /mcp' && span.spanId === untold.parentId),
    'one that says nothing is part of its request',
  )
  t.match(calls(), [{ traceId: trace }, { traceId: untold?.traceId }])
  t.notMatch(collector.raw(), /alice-the-caller/, 'baggage is not looked at')
})

t.test('the SDK’s own server, for what is not plain, has the same trace', async (t) => {
  const { url, flush, collector } = await openTraced(t, 'probe', ok)
  const _meta = { ...metaOf({}), traceparent, progressToken: 'p1' }
  await rawMcp(url)('tools/call', { _meta, name: 'probe_items_get', arguments: {} })
  await flush()
  t.match(collector.span('call probe/items.get'), { traceId: trace })
})
