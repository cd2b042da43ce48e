import t from 'tap'
import * as blocked from '../src/operations/blocked-urls.ts'
import * as connected from '../src/operations/connected-pages.ts'
import * as crawl from '../src/operations/crawl-settings.ts'
import * as deepLinks from '../src/operations/deep-link-blocks.ts'
import * as geo from '../src/operations/geo-settings.ts'
import * as previews from '../src/operations/page-preview-blocks.ts'
import * as parameters from '../src/operations/query-parameters.ts'
import * as moves from '../src/operations/site-moves.ts'
import { blog, site, startBing, unverified } from './support/bing.ts'
import { run } from './support/run.ts'

const siteUrl = site
const evenly = Array.from({ length: 24 }, () => 5)
const method = (name: string) => `/webmaster/api.svc/json/${name}`

t.test('crawl settings are read again after they were saved, so that what was ignored is told', async (t) => {
  const bing = await startBing(t)
  const saved = await run(bing, crawl.save, { siteUrl, rates: evenly, boost: true })
  t.match(saved, {
    data: { rates: evenly, boostEnabled: false },
    warnings: [{ code: 'boost_ignored', path: '/boostEnabled' }],
  })
  t.same((await run(bing, crawl.get, { siteUrl })).data, saved.data)
  const body = { d: { CrawlBoostAvailable: true, CrawlBoostEnabled: true, CrawlRate: evenly.map(() => 9) } }
  bing.host.inject({ kind: 'status', status: 200, body, path: method('GetCrawlSettings') })
  const other = await run(bing, crawl.save, { siteUrl, rates: evenly, boost: true })
  t.match(other, { data: { boostEnabled: true }, warnings: [{ code: 'rates_differ' }] })
  t.equal(other.warnings.length, 1)
})

t.test('a directory is blocked as Bing will store it, and unblocked as it is stored', async (t) => {
  const bing = await startBing(t)
  const url = `${site}drafts`
  const added = await run(bing, blocked.add, { siteUrl, url, scope: 'directory', extent: 'cached-copy' })
  t.same(added.data, { siteUrl, url: `${url}/` })
  const { data } = await run(bing, blocked.list, { siteUrl })
  t.match(data.blocked[1], { url: `${url}/`, scope: 'directory', extent: 'cached-copy', daysLeft: 90 })
  await t.rejects(run(bing, blocked.add, { siteUrl, url, scope: 'directory' }), { code: 'conflict' })
  t.same((await run(bing, blocked.remove, { siteUrl, url })).data, added.data, 'with or without the slash')
  await t.rejects(run(bing, blocked.remove, { siteUrl, url }), {
    code: 'not_found',
    advice: /blocked-urls\.list/,
  })
  await t.rejects(run(bing, blocked.add, { siteUrl, url: blog }), { errors: [{ path: '/url' }] })
  const sent = bing.host.journal.find(({ path }) => path === method('AddBlockedUrl'))?.body ?? ''
  t.match(
    sent,
    /"blockedUrl":\{"__type":"BlockedUrl:#Microsoft\.Bing\.Webmaster\.Api","Date":"\/Date\(\d+\+0000\)/,
  )
})

t.test('previews are blocked for a reason, and shown again', async (t) => {
  const bing = await startBing(t)
  const url = `${site}about/`
  await run(bing, previews.add, { siteUrl, url, reason: 2 })
  t.match((await run(bing, previews.list, { siteUrl })).data.blocks[1], { url, reason: 2 })
  await run(bing, previews.remove, { siteUrl, url })
  t.equal((await run(bing, previews.list, { siteUrl })).data.blocks.length, 1)
  await t.rejects(run(bing, previews.remove, { siteUrl, url }), { code: 'not_found' })
})

t.test('query parameters are added, switched and removed', async (t) => {
  const bing = await startBing(t)
  const input = { siteUrl, parameter: 'sort' }
  const state = async () =>
    (await run(bing, parameters.list, { siteUrl })).data.parameters.find(
      ({ parameter }) => parameter === 'sort',
    )
  await run(bing, parameters.add, input)
  t.match(await state(), { enabled: true, since: '2026-11-22T10:00:00.000Z' })
  await run(bing, parameters.setEnabled, { ...input, enabled: false })
  t.match(await state(), { enabled: false })
  await t.rejects(run(bing, parameters.add, input), { code: 'conflict' })
  await run(bing, parameters.remove, input)
  t.equal(await state(), undefined)
  await t.rejects(run(bing, parameters.setEnabled, { ...input, enabled: true }), { code: 'not_found' })
})

t.test('countries are sent in small letters, and removed as Bing has them', async (t) => {
  const bing = await startBing(t)
  const url = `${site}ie/`
  const added = await run(bing, geo.add, { siteUrl, url, country: 'IE', extent: 'directory' })
  t.equal(added.data.country, 'ie')
  t.match((await run(bing, geo.list, { siteUrl })).data.settings[1], {
    url,
    country: 'ie',
    extent: 'directory',
  })
  await run(bing, geo.remove, { siteUrl, url, country: 'IE' })
  await t.rejects(run(bing, geo.remove, { siteUrl, url, country: 'ie' }), { code: 'not_found' })
  await t.rejects(run(bing, geo.add, { siteUrl, url: blog, country: 'ie' }), { errors: [{ path: '/url' }] })
})

t.test('markets are sent in small letters', async (t) => {
  const bing = await startBing(t)
  const block = { siteUrl, market: 'en-GB', searchUrl: site, deepLinkUrl: `${site}about/` }
  t.equal((await run(bing, deepLinks.add, block)).data.market, 'en-gb')
  await t.rejects(run(bing, deepLinks.add, block), { code: 'conflict' })
  await run(bing, deepLinks.remove, block)
  t.equal((await run(bing, deepLinks.list, { siteUrl })).data.blocks.length, 1)
  const body = { d: [{ DeepLinkUrl: site }] }
  bing.host.inject({ kind: 'status', status: 200, body, path: method('GetDeepLinkBlocks') })
  t.same((await run(bing, deepLinks.list, { siteUrl })).data.blocks, [
    { deepLinkUrl: site, searchUrl: null, market: null },
  ])
})

t.test('a connected page is not verified at first', async (t) => {
  const bing = await startBing(t)
  await run(bing, connected.add, { siteUrl, pageUrl: 'https://social.example/new' })
  const { data } = await run(bing, connected.list, { siteUrl })
  t.same(data.pages[1], {
    url: 'https://social.example/new',
    verified: false,
    blocked: false,
    httpStatus: null,
    lastVerified: null,
  })
})

t.test('site moves: what Bing does not serve is no failure, a wrong site is', async (t) => {
  const bing = await startBing(t)
  t.same((await run(bing, moves.list, { siteUrl })).data, { siteUrl, available: false, moves: [] })
  await t.rejects(run(bing, moves.list, { siteUrl: 'https://other.example/' }), { code: 'not_found' })
  const move = { SourceUrl: blog, TargetUrl: site, MoveScope: 1, MoveType: 7, Date: '/Date(0)/' }
  bing.host.inject({ kind: 'status', status: 200, body: { d: [move] }, path: method('GetSiteMoves') })
  t.match((await run(bing, moves.list, { siteUrl })).data, {
    available: true,
    moves: [{ from: blog, to: site, extent: 'host', kind: 'unknown', since: '1970-01-01T00:00:00.000Z' }],
  })
  await t.rejects(run(bing, moves.submit, { siteUrl, from: blog, to: site }), { errors: [{ path: '/from' }] })
  await t.rejects(run(bing, moves.submit, { siteUrl: unverified, from: unverified, to: site }), {
    code: 'connection_forbidden',
  })
})
