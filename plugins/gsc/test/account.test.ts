import t from 'tap'
import { indexing } from '../src/operations/indexing.ts'
import { overviews } from '../src/operations/overview.ts'
import { sitemaps } from '../src/operations/sitemaps.ts'
import { sites } from '../src/operations/sites.ts'
import { verification } from '../src/operations/verification.ts'
import { permissionLevel } from '../src/site/permission-level.ts'
import { domain, startGsc } from './support/gsc.ts'
import { run } from './support/run.ts'

t.test('both spellings of permission levels are understood', async (t) => {
  t.equal(permissionLevel('siteFullUser'), 'full')
  t.equal(permissionLevel('SITE_UNVERIFIED_USER'), 'unverified')
  t.equal(permissionLevel('siteEmperor'), 'unknown')
})

t.test('a property is added, proved and removed', async (t) => {
  const gsc = await startGsc(t)
  const siteUrl = 'https://campaign.fernhill.example/'
  const level = async () => (await run(gsc, sites['sites.get'], { siteUrl })).data.permissionLevel
  await run(gsc, sites['sites.add'], { siteUrl })
  t.equal(await level(), 'unverified')
  const token = await run(gsc, verification['verification.get_token'], { siteUrl, method: 'META' })
  t.match(token.data, { token: /^<meta name="google-site-verification"/, step: /head of the start page/ })
  t.match((await run(gsc, verification['verification.verify'], { siteUrl, method: 'META' })).data, {
    siteUrl,
    owners: ['ada@fernhill.example'],
  })
  t.equal(await level(), 'owner')
  t.ok(
    (await run(gsc, verification['verification.list'], {})).data.properties.some(
      (one) => one.siteUrl === siteUrl,
    ),
  )
  await run(gsc, sites['sites.delete'], { siteUrl })
  await t.rejects(level(), { code: 'not_found' })
})

t.test('what cannot be proved is told', async (t) => {
  const gsc = await startGsc(t)
  const verify = verification['verification.verify']
  await t.rejects(run(gsc, verify, { siteUrl: 'sc-domain:fernhill.example', method: 'META' }), {
    code: 'invalid_input',
    errors: [{ path: '/method' }],
  })
  await t.rejects(run(gsc, verify, { siteUrl: 'https://unproved.example/', method: 'FILE' }), {
    code: 'not_found',
    message: /verification token could not be found/,
  })
})

t.test('sitemaps have numbers, and say what they are', async (t) => {
  const gsc = await startGsc(t)
  const { data } = await run(gsc, sitemaps['sitemaps.list'], {})
  t.equal(data.sitemaps.length, 3)
  t.ok(data.sitemaps.some(({ isIndex }) => isIndex))
  const faulty = await run(gsc, sitemaps['sitemaps.list'], { withErrors: true })
  t.match(faulty.data.sitemaps, [
    { errors: 1, warnings: 2, contents: [{ submitted: 96 }, { type: 'image' }] },
  ])
})

t.test('a sitemap is submitted, read and deleted', async (t) => {
  const gsc = await startGsc(t)
  const sitemap = 'https://www.fernhill.example/a b/news.xml?x=1'
  await run(gsc, sitemaps['sitemaps.submit'], { sitemap })
  t.match((await run(gsc, sitemaps['sitemaps.get'], { sitemap })).data, {
    path: sitemap,
    isPending: true,
    lastDownloaded: null,
  })
  await run(gsc, sitemaps['sitemaps.delete'], { sitemap })
  await t.rejects(run(gsc, sitemaps['sitemaps.get'], { sitemap }), { code: 'not_found' })
  await t.rejects(run(gsc, sitemaps['sitemaps.submit'], { sitemap: 'https://other.example/s.xml' }), {
    code: 'vendor_rejected',
  })
})

t.test('one property that fails does not spoil the look at all', async (t) => {
  const gsc = await startGsc(t)
  const { data, warnings, isPartial } = await run(gsc, overviews['sites.overview'], {
    siteUrls: [domain, 'https://new.fernhill.example/', 'https://shop.fernhill.example/'],
    days: 7,
  })
  t.ok(isPartial)
  t.match(warnings, [{ code: 'connection_forbidden', message: /new\.fernhill\.example/ }])
  t.strictSame(
    data.sites.map(({ siteUrl }) => siteUrl),
    [domain, 'https://shop.fernhill.example/'],
  )
  t.match(data, { previous: { endDate: '2026-11-12' }, sites: [{ permissionLevel: 'owner' }] })
})

t.test('the Indexing API is off unless the connection allows it', async (t) => {
  const gsc = await startGsc(t)
  const url = 'https://www.fernhill.example/jobs/gardener'
  const publish = indexing['indexing.publish']
  await t.rejects(run(gsc, publish, { url }), { code: 'disabled', advice: /allowIndexing/ })
  t.equal(gsc.host.journal.length, 0)
  const config = { siteUrl: domain, allowIndexing: true }
  const { data } = await run(gsc, publish, { url, isRemoved: true }, config)
  t.match(data, { removedAt: String, updatedAt: null })
  t.match((await run(gsc, indexing['indexing.status'], { url })).data, { removedAt: data.removedAt })
  await t.rejects(run(gsc, publish, { url: 'https://other.example/' }, config), {
    code: 'connection_forbidden',
  })
})

t.test('requests go on account of the project that the connection names', async (t) => {
  const gsc = await startGsc(t)
  await run(gsc, sites['sites.list'], {}, { quotaProject: 'my-project' })
  t.equal(gsc.host.journal.at(-1)?.headers['x-goog-user-project'], 'my-project')
})
