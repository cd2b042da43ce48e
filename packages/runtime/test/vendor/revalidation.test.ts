import t from 'tap'
import { Deadline } from '../../src/calls/deadline.ts'
import { createValidatedAnswers, revalidating } from '../../src/vendor/revalidation.ts'
import type { WireAnswer, WireRequest } from '../../src/vendor/wire.ts'
import { openShelf, shelved } from '../support/open-shelf.ts'

const answer = (status: number, headers: Record<string, string>, body = ''): WireAnswer => ({
  status,
  headers,
  body: Buffer.from(body),
})

const plain: WireRequest = {
  origin: 'https://some.example',
  method: 'GET',
  path: '/a',
  headers: { accept: 'application/json' },
  body: null,
  mayRevalidate: true,
}

/** Sends to a vendor that gives these answers, one after the other, and notes what it was asked. */
function sendTo(answers: WireAnswer[], validated = createValidatedAnswers(100_000), connection = 'one') {
  const asked: WireRequest['headers'][] = []
  const { send } = revalidating(
    {
      send: async ({ headers }) => {
        asked.push(headers)
        return answers.shift() ?? answer(500, {})
      },
    },
    validated,
    connection,
  )
  const ask = async (change: Partial<WireRequest> = {}): Promise<WireAnswer> => {
    const deadline = new Deadline(1_000)
    try {
      return await send({ ...plain, ...change }, deadline)
    } finally {
      deadline.end()
    }
  }
  return { ask, asked }
}

t.test('an answer with a tag is asked about, and a 304 stands for it', async (t) => {
  const { ask, asked } = sendTo([
    answer(200, { etag: '"1"', 'content-type': 'text/plain', 'x-left': '9' }, 'one'),
    answer(304, { etag: '"1"', 'content-type': 'text/html', 'x-left': '8' }),
    answer(200, { etag: 'W/"2"' }, 'two'),
    answer(304, {}),
  ])
  await ask()
  const second = await ask()
  t.equal(asked[1]?.['if-none-match'], '"1"')
  t.equal(second.status, 200)
  t.equal(second.body.toString(), 'one')
  t.match(second.headers, { 'content-type': 'text/plain', 'x-left': '8' }, 'with the news of the 304')
  t.equal((await ask()).body.toString(), 'two')
  t.equal((await ask()).body.toString(), 'two')
  t.equal(asked[3]?.['if-none-match'], 'W/"2"')
})

t.test('a date does where it is older than its answer by more than its seconds can blur', async (t) => {
  const modified = 'Sun, 01 Nov 2026 10:00:00 GMT'
  const dated = (date: string) => answer(200, { 'last-modified': modified, date }, 'x')
  const of = async (first: WireAnswer) => {
    const { ask, asked } = sendTo([first, answer(200, {})])
    await ask()
    await ask()
    return asked[1]?.['if-modified-since']
  }
  t.equal(await of(dated('Sun, 01 Nov 2026 10:00:02 GMT')), modified)
  t.equal(await of(dated('Sun, 01 Nov 2026 10:00:01 GMT')), undefined)
  t.equal(await of(answer(200, { 'last-modified': modified })), undefined)
})

t.test('what is not to be kept, or to be kept apart, is not asked about', async (t) => {
  const tagged = () => answer(200, { etag: '"1"' }, 'x')
  const conditionOf = async (
    first: WireAnswer,
    between: Partial<WireRequest>,
    change: Partial<WireRequest>,
  ) => {
    const { ask, asked } = sendTo([first, tagged()])
    await ask(between)
    await ask(change)
    return asked[1]?.['if-none-match']
  }
  t.equal(await conditionOf(tagged(), {}, {}), '"1"')
  t.equal(
    await conditionOf(answer(200, { etag: '"1"', 'cache-control': 'private, no-store' }), {}, {}),
    undefined,
  )
  t.equal(await conditionOf(answer(206, { etag: '"1"' }), {}, {}), undefined)
  t.equal(await conditionOf(tagged(), {}, { path: '/b' }), undefined)
  t.equal(await conditionOf(tagged(), {}, { headers: { accept: 'text/csv' } }), undefined)
  t.equal(await conditionOf(tagged(), { mayRevalidate: false }, {}), undefined)
  t.equal(await conditionOf(tagged(), {}, { mayRevalidate: false }), undefined)
  t.equal(await conditionOf(tagged(), {}, { headers: { 'if-none-match': '"own"' } }), '"own"')
})

t.test('clients that share the memory share no answer', async (t) => {
  const validated = createValidatedAnswers(100_000)
  const one = sendTo([answer(200, { etag: '"1"' }, 'x')], validated)
  const two = sendTo([answer(200, { etag: '"1"' }, 'y')], validated, 'two')
  await one.ask()
  await two.ask()
  t.notOk(two.asked[0]?.['if-none-match'])
})

t.test('bytes that were given away are still there for the next time', async (t) => {
  const { ask } = sendTo([answer(200, { etag: '"1"' }, 'bytes'), answer(304, {}), answer(304, {})])
  for (let time = 1; time <= 3; time += 1) {
    const { body } = await ask({ bodyAs: 'bytes' })
    t.equal(body.toString(), 'bytes', `time ${time}`)
    body.fill(0)
  }
})

t.test(
  'a call of a cached operation gets the same data for a 304, and others never ask that way',
  async (t) => {
    const { find, call, get, vendor, pass } = await openShelf(t)
    vendor.answerWith((request, response) => {
      const isKnown = request.headers['if-none-match'] === '"v1"'
      response.writeHead(isKnown ? 304 : 200, { etag: '"v1"', 'content-type': 'application/json' })
      response.end(isKnown ? undefined : JSON.stringify({ titles: ['Emma'] }))
    })
    const first = await find()
    pass(3_600)
    const second = await find()
    t.match(second, { cache: 'miss', titles: first.titles })
    t.equal(second.headers['etag'], first.headers['etag'])
    t.equal(vendor.requests[1]?.headers['if-none-match'], '"v1"')
    await find('', { 'cache-control': 'no-store' })
    t.notOk(vendor.requests[2]?.headers['if-none-match'])
    for (let time = 1; time <= 2; time += 1) {
      t.same(shelved(await get('/v1/connectors/shelf/books.count')).titles, ['Emma'])
      t.notOk(vendor.requests.at(-1)?.headers['if-none-match'], 'it has no rule')
    }
    t.equal((await call('books.add')).status, 200)
    t.notOk(vendor.requests.at(-1)?.headers['if-none-match'])
  },
)
