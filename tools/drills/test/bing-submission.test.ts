import t, { type Test } from 'tap'
import { bing, openBing, type BingEmulator } from '../src/bing/open-bing.ts'

const prefix = '/webmaster/api.svc/json/'
const batch = `${prefix}SubmitUrlBatch`
const urls = Array.from({ length: 10_000 }, (_, index) => `${bing.site}catalogue/item-${index + 1}/`)

interface Submitted {
  readonly code?: string
  readonly data: {
    readonly submitted: readonly string[]
    readonly uncertain: readonly string[]
    readonly remaining: readonly string[]
    readonly quotaLeft: { readonly daily: number }
  }
  readonly meta: {
    readonly partial?: boolean
    readonly warnings?: ReadonlyArray<{ readonly code: string; readonly message: string }>
  }
}

/** A runtime that would try three times, and holds nothing back: the limits are another drill's. */
async function start(t: Test) {
  const { app, emulator } = await openBing({ vendorAttempts: 3, limits: 'observe' })
  t.teardown(() => app.close())
  const submit = async (list: readonly string[] = urls) => {
    const { status, text } = await app.call('bing-wmt/submission.submit', { siteUrl: bing.site, urls: list })
    return { status, ...(JSON.parse(text) as Submitted) }
  }
  return { app, emulator, submit }
}

/** The URLs of each batch that reached Bing. */
const sentTo = (emulator: BingEmulator): string[][] =>
  emulator.journal
    .filter(({ path }) => path === batch)
    .map(({ body }) => (JSON.parse(body) as { urlList: string[] }).urlList)

const withQuota = (emulator: BingEmulator, daily: number): void =>
  emulator.inject({
    kind: 'status',
    path: `${prefix}GetUrlSubmissionQuota`,
    status: 200,
    body: { d: { DailyQuota: daily, MonthlyQuota: 100_000 } },
  })

const accepting = (emulator: BingEmulator, times: number): void =>
  emulator.inject({ kind: 'status', path: batch, status: 200, body: { d: null }, times })

/** Each URL is in one list, in the order in which it was given. */
const accountFor = (
  t: Test,
  { data }: Submitted,
  [submitted, uncertain]: readonly [number, number],
): void => {
  t.same(data.submitted, urls.slice(0, submitted))
  t.same(data.uncertain, urls.slice(submitted, submitted + uncertain))
  t.same(data.remaining, urls.slice(submitted + uncertain))
}

t.test('10,000 URLs within the quota are all taken, 500 at a time', async (t) => {
  const { emulator, submit } = await start(t)
  withQuota(emulator, 10_000)
  accepting(emulator, 20)
  const answer = await submit()
  t.equal(answer.status, 200)
  accountFor(t, answer, [10_000, 0])
  t.equal(answer.meta.partial, undefined)
  t.same(
    sentTo(emulator).map(({ length }) => length),
    Array.from({ length: 20 }, () => 500),
  )
  t.same(sentTo(emulator).flat(), urls)
})

t.test('of 10,000 URLs as many are taken as there is quota, and the rest comes back', async (t) => {
  const { emulator, submit } = await start(t)
  const answer = await submit()
  accountFor(t, answer, [1_000, 0])
  t.match(answer, {
    meta: { partial: true, warnings: [{ code: 'quota_reached', message: /allows 1000 of 10000/ }] },
    data: { quotaLeft: { daily: 0 } },
  })
  t.same(sentTo(emulator).flat(), urls.slice(0, 1_000), 'nothing beyond the quota was sent')

  const again = await submit(answer.data.remaining)
  t.match(again, { status: 429, code: 'vendor_rate_limited' })
  t.equal(sentTo(emulator).length, 2, 'a spent quota is not tried')
})

t.test(
  'an answer lost in the middle leaves exactly its batch uncertain, and it is not sent again',
  async (t) => {
    const { emulator, submit } = await start(t)
    for (const fault of [
      { kind: 'reset' },
      { kind: 'failure', failure: 'unavailable' },
      { kind: 'status', status: 500 },
    ] as const) {
      emulator.reset()
      withQuota(emulator, 10_000)
      accepting(emulator, 7)
      emulator.inject({ ...fault, path: batch })
      const answer = await submit()
      accountFor(t, answer, [3_500, 500])
      t.match(answer.meta, { partial: true, warnings: [{ message: /^Ended after 3500 URLs/ }] })
      t.equal(sentTo(emulator).length, 8, `${fault.kind}: one attempt`)
    }
  },
)

t.test('a refusal in the middle leaves all that was not taken to be sent another time', async (t) => {
  const { emulator, submit } = await start(t)
  withQuota(emulator, 10_000) // Bing itself has only 1,000 left when it comes to it.
  const answer = await submit()
  accountFor(t, answer, [1_000, 0])
  t.match(answer.meta.warnings, [{ code: 'vendor_rate_limited', message: /^Ended after 1000 URLs/ }])

  emulator.reset()
  withQuota(emulator, 10_000)
  accepting(emulator, 3)
  emulator.inject({ kind: 'failure', failure: 'rateLimited', path: batch })
  const throttled = await submit()
  accountFor(t, throttled, [1_500, 0])
  t.equal(sentTo(emulator).length, 4, 'a locked account is left alone')
})

t.test('a spent quota holds back submissions to its site, and nothing else', async (t) => {
  const { app, emulator } = await openBing()
  t.teardown(() => app.close())
  const submitOne = () =>
    app.call('bing-wmt/submission.submit_one', { siteUrl: bing.site, url: `${bing.site}new-in/` })
  const tries = () => emulator.journal.filter(({ path }) => path === `${prefix}SubmitUrl`).length
  const body = { ErrorCode: 2, Message: 'ERROR!!! You have exceeded your daily url submission quota : 1000' }
  emulator.inject({ kind: 'status', path: `${prefix}SubmitUrl`, status: 400, body, times: 1 })
  t.match(await submitOne(), { status: 429, text: /vendor_rate_limited/ })
  t.match(await submitOne(), { status: 429, text: /There are 0 urls left/ }, 'Bing is not asked again')
  t.equal(tries(), 1)
  t.equal((await app.call('bing-wmt/sites.list', {})).status, 200, 'reads go on')
  const other = { siteUrl: 'http://blog.fernhill.example/', url: 'http://blog.fernhill.example/raised-bed/' }
  t.equal((await app.call('bing-wmt/submission.submit_one', other)).status, 200, 'and other sites')

  const told = await app.call('bing-wmt/submission.quota', { siteUrl: bing.site })
  t.match(told.text, /"daily":1000/)
  t.equal((await submitOne()).status, 200, 'Bing knows better than we do')
})

t.test('a throttled account is left alone for ten minutes, by all that the connection does', async (t) => {
  const { app, emulator } = await openBing({ vendorAttempts: 3 })
  t.teardown(() => app.close())
  emulator.inject({ kind: 'failure', failure: 'rateLimited', path: prefix, times: 1 })
  t.match(await app.call('bing-wmt/sites.list', {}), { status: 429, text: /"retryAfter":600/ })
  for (const operation of ['sites.list', 'connection.check', 'submission.quota'])
    t.equal((await app.call(`bing-wmt/${operation}`, {})).status, 429, operation)
  t.equal(emulator.journal.length, 1, 'each call would keep it locked for longer')
})
