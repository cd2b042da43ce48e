import type { Problem } from '@patchbay/contract'
import t from 'tap'
import { urls } from '../src/operations/urls.ts'
import { startGsc } from './support/gsc.ts'
import { run } from './support/run.ts'

const { 'urls.inspect': inspect, 'urls.inspect_batch': batch, 'urls.indexing_issues': issues } = urls

const base = 'https://www.fernhill.example'

const judged = [
  ['guides/watering-can', true, []],
  ['excluded', false, ['blocked_by_noindex']],
  ['missing', false, ['not_found']],
  ['blocked', false, ['blocked_by_robots_txt']],
  ['failing', false, ['server_error']],
  ['duplicate', false, ['other_canonical']],
  ['waiting', false, ['not_indexed']],
  ['never-seen', false, ['unknown_to_google']],
] as const

for (const [path, isIndexed, codes] of judged) {
  t.test(`what keeps /${path} out is told`, async (t) => {
    const gsc = await startGsc(t)
    const { data } = await run(gsc, inspect, { url: `${base}/${path}` })
    t.equal(data.isIndexed, isIndexed)
    t.strictSame(
      data.problems.map(({ code }) => code).filter((code) => code !== 'rich_result_errors'),
      codes,
    )
  })
}

t.test('pages of other sites cost no inspection', async (t) => {
  const gsc = await startGsc(t)
  await t.rejects(run(gsc, inspect, { url: 'https://other.example/' }), {
    code: 'invalid_input',
    errors: [{ path: '/url' }],
  })
  await t.rejects(run(gsc, batch, { urls: [`${base}/`, 'https://fernhill.example.evil/'] }), {
    errors: [{ path: '/urls/1' }],
  })
  t.equal(gsc.host.journal.length, 0)
})

t.test('a quota that is spent in the middle loses nothing', async (t) => {
  const gsc = await startGsc(t, { inspectionsPerDay: 20 })
  const pages = Array.from({ length: 30 }, (_, index) => `${base}/page-${index}`)
  const first = await run(gsc, batch, { urls: pages })
  t.ok(first.isPartial)
  t.match(first.warnings, [
    { code: 'vendor_rate_limited', message: /Go on after 60 seconds with the cursor / },
  ])
  t.equal(first.data.inspections.length, 20, 'everything that Google has answered is there')
  t.equal(first.data.remaining, 30 - Number(first.next))
  t.strictSame(
    first.data.inspections.slice(0, Number(first.next)).map(({ url }) => url),
    pages.slice(0, Number(first.next)),
  )

  const spent: Problem = await run(gsc, batch, { urls: pages, cursor: first.next ?? '' }).then(
    () => Promise.reject(new Error('it did not fail')),
    (error: unknown) => error as Problem,
  )
  t.equal(spent.code, 'vendor_rate_limited', 'with nothing learnt, the caller gets the reason')

  gsc.setTime(Date.parse('2026-11-23T08:00:01Z')) // midnight in California
  const rest = await run(gsc, batch, { urls: pages, cursor: first.next ?? '' })
  t.equal(rest.data.remaining, 0)
  t.equal(rest.next, undefined)
  t.strictSame(
    rest.data.inspections.map(({ url }) => url),
    pages.slice(Number(first.next)),
  )
})

t.test('issues are counted, the most common first', async (t) => {
  const gsc = await startGsc(t)
  const { data } = await run(gsc, issues, {
    urls: [`${base}/a/missing`, `${base}/blocked`, `${base}/b/missing`, `${base}/guides/watering-can`],
  })
  t.match(data, { inspected: 4, indexed: 1, remaining: 0 })
  t.match(data.issues[0], { code: 'not_found', urls: [`${base}/a/missing`, `${base}/b/missing`] })
  t.ok(data.issues.every(({ message }) => message.length > 20))
})
