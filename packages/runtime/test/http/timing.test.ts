import t from 'tap'
import type { Answer } from '../support/answer.ts'
import { openApp } from '../support/open-app.ts'
import { openProbe } from '../support/open-probe.ts'
import { openShelf } from '../support/open-shelf.ts'
import { openTraced } from '../support/open-traced.ts'
import { answerJson, startVendor } from '../support/start-vendor.ts'

const wanted = { 'patchbay-timing': '1' }

interface Entry {
  readonly name: string
  readonly start?: number
  readonly dur?: number
  readonly desc?: string
}

/** Strict: every parameter is one that is meant to be there. */
function entriesOf({ headers }: Pick<Answer, 'headers'>): Entry[] {
  return String(headers['server-timing'])
    .split(', ')
    .map((text) => {
      const [, name = '', start, dur, desc] =
        /^([a-z]+)(?:;start=([\d.]+))?(?:;dur=([\d.]+))?(?:;desc="([^"]*)")?$/.exec(text) ?? []
      return {
        name,
        ...(start === undefined ? {} : { start: Number(start) }),
        ...(dur === undefined ? {} : { dur: Number(dur) }),
        ...(desc === undefined ? {} : { desc }),
      }
    })
}

const namesOf = (answer: Pick<Answer, 'headers'>): string[] => entriesOf(answer).map(({ name }) => name)

t.test('attempts, the pauses between them and waits for limits are told', async (t) => {
  let count = 0
  const { post, vendor } = await openProbe(
    t,
    (request, response) => answerJson({ ok: true }, (count += 1) === 1 ? 503 : 200)(request, response),
    { settings: { retryBase: '20ms', retryCap: '30ms' } },
  )
  const answer = await post('/v1/connectors/probe/items.get', {}, wanted)
  t.equal(answer.status, 200)
  t.equal(vendor.requests.length, 2)
  const [total, first, pause, second] = entriesOf(answer)
  t.same([total?.name, first?.desc, pause?.desc, second?.desc], ['total', '1: 503', 'vendor_error', '2: 200'])
  t.same([first?.name, pause?.name, second?.name], ['attempt', 'pause', 'attempt'])
  t.ok((first?.start ?? 0) + (first?.dur ?? 0) <= (pause?.start ?? 0) + 1)
  t.ok((pause?.start ?? 0) < (second?.start ?? 0))
  t.ok((total?.dur ?? 0) >= (second?.start ?? 0) + (second?.dur ?? 0) - 1, 'all of it is within the call')

  await post('/v1/connectors/probe/items.get', { points: 96 })
  const waited = await post('/v1/connectors/probe/items.get', { points: 5 }, wanted)
  t.same(namesOf(waited), ['total', 'limits', 'attempt'])
})

t.test('a problem tells it as well, and only to whoever asks', async (t) => {
  const { post, get } = await openProbe(t, answerJson({ why: 'private' }, 422))
  const rejected = await post('/v1/connectors/probe/items.add', {}, wanted)
  t.equal(rejected.status, 422)
  t.same(
    entriesOf(rejected).map(({ name, desc }) => ({ name, desc })),
    [
      { name: 'total', desc: undefined },
      { name: 'attempt', desc: '1: 422' },
    ],
  )
  t.same(namesOf(await post('/v1/connectors/probe/items.add', { nonsense: 1 }, wanted)), ['total'])
  for (const headers of [{}, { 'patchbay-timing': '0' }, { 'patchbay-timing': 'yes' }]) {
    const untold = await post('/v1/connectors/probe/items.add', {}, headers)
    t.equal(untold.headers['server-timing'], undefined)
  }
  t.equal((await get('/v1/me', wanted)).headers['server-timing'], undefined, 'only calls are told of')
})

t.test('what a vendor says of its own time is not passed on', async (t) => {
  const { get } = await openProbe(t, answerJson({ ok: true }, 200, { 'server-timing': 'db;dur=53' }))
  t.equal((await get('/v1/connectors/probe/items.get')).headers['server-timing'], undefined)
})

t.test('a breaker that refuses is named', async (t) => {
  const { post } = await openProbe(t, answerJson({}, 500), {
    settings: { breakerVolume: 5, vendorAttempts: 1 },
  })
  let last = await post('/v1/connectors/probe/items.put', {}, wanted)
  for (let tries = 0; tries < 20 && !last.text.includes('circuit_open'); tries += 1) {
    last = await post('/v1/connectors/probe/items.put', {}, wanted)
  }
  t.same(
    entriesOf(last).map(({ name, desc }) => desc ?? name),
    ['total', 'refused'],
  )
})

t.test('kept answers say that they are, and nothing of the call that has fetched them', async (t) => {
  const { find } = await openShelf(t)
  const cacheOf = async (query: string, headers = wanted) =>
    entriesOf(await find(query, headers)).find(({ name }) => name === 'cache')?.desc
  t.equal(await cacheOf('shelf=a'), 'miss')
  t.equal(await cacheOf('shelf=a'), 'hit')
  const hit = await find('shelf=a', wanted)
  t.same(namesOf(hit), ['total', 'cache'])
  // Without it, fetch asks for a new answer.
  const patient = { 'cache-control': 'max-age=100' }
  const known = { 'if-none-match': String(hit.headers['etag']) }
  const unchanged = await find('shelf=a', { ...wanted, ...patient, ...known })
  t.equal(unchanged.status, 304)
  t.same(namesOf(unchanged), ['total', 'cache'])
})

t.test('transforms say where they ran', async (t) => {
  const vendor = await startVendor(t, answerJson([1, 2]))
  const { post } = await openApp(t, {
    settings: {
      connectors: './fixtures/connectors/heavy',
      transformInlinePlain: 0,
      transformInlineBytes: 0,
    },
    dependencies: vendor.connect('heavy'),
  })
  const answer = await post('/v1/connectors/heavy/reports.sum', {}, wanted)
  t.same(
    entriesOf(answer).map(({ name, desc }) => `${name} ${desc ?? ''}`.trim()),
    ['total', 'attempt 1: 200', 'transform thread'],
  )
})

t.test('a trace that is kept stays as it is', async (t) => {
  const { post, flush, collector } = await openTraced(t, 'probe', answerJson({ ok: true }))
  const answer = await post('/v1/connectors/probe/items.get', {}, wanted)
  t.same(namesOf(answer), ['total', 'attempt'])
  const spans = await flush()
  const call = collector.span('call probe/items.get')
  t.equal(spans.find(({ kind }) => kind === 3)?.parentId, call.spanId)
  t.equal(call.parentId, collector.span('POST /v1/connectors/probe/items.get').spanId)
})
