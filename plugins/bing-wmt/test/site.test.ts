import t from 'tap'
import { belongsTo, siteOf } from '../src/site/site.ts'
import { windowOf } from '../src/site/window.ts'
import { now } from './support/bing.ts'

t.test('the site of a call stands before that of the connection', async (t) => {
  const mine = 'https://mine.example/'
  const theirs = 'https://theirs.example/'
  t.equal(siteOf({ siteUrl: mine }, { siteUrl: theirs }), mine)
  t.equal(siteOf({}, { siteUrl: theirs }), theirs)
  t.throws(() => siteOf({}, {}), { code: 'invalid_input', errors: [{ path: '/siteUrl' }] })
})

t.test('a URL belongs to the site of its host and folder', async (t) => {
  const cases: ReadonlyArray<[site: string, url: string, belongs: boolean]> = [
    ['https://a.example/', 'https://a.example/', true],
    ['https://a.example/', 'https://a.example', true],
    ['https://a.example/', 'https://A.example/x?y#z', true],
    ['https://a.example', 'https://a.example/x', true],
    ['http://a.example/', 'https://a.example/x', true],
    ['https://a.example/', 'https://www.a.example/', false],
    ['https://a.example/', 'https://a.example.other.example/', false],
    ['https://a.example/', 'https://a.example:8443/', false],
    ['https://a.example/', 'https://other.example/https://a.example/', false],
    ['https://a.example/', 'https://a.example@other.example/', false],
    ['https://a.example/', 'ftp://a.example/', false],
    ['https://a.example/', 'no url', false],
    ['https://a.example/shop/', 'https://a.example/shop/x', true],
    ['https://a.example/shop', 'https://a.example/shop', true],
    ['https://a.example/shop', 'https://a.example/shop/x', true],
    ['https://a.example/shop', 'https://a.example/shopping', false],
    ['https://a.example/shop/', 'https://a.example/shop/../x', false],
  ]
  for (const [site, url, belongs] of cases) t.equal(belongsTo(site, url), belongs, `${url} in ${site}`)
})

t.test('a window is the last 28 days unless it is given', async (t) => {
  t.same(windowOf({}, now), { startDate: '2026-10-26', endDate: '2026-11-22' })
  t.same(windowOf({ endDate: '2026-03-01' }, now), { startDate: '2026-02-02', endDate: '2026-03-01' })
  t.same(windowOf({ startDate: '2026-11-01' }, now), { startDate: '2026-11-01', endDate: '2026-11-22' })
  t.same(windowOf({ startDate: '2026-11-22' }, now), { startDate: '2026-11-22', endDate: '2026-11-22' })
  t.throws(() => windowOf({ startDate: '2026-11-23' }, now), {
    code: 'invalid_input',
    errors: [{ path: '/startDate', message: 'must not be later than 2026-11-22' }],
  })
})
