import t from 'tap'
import { check } from '../src/operations/connection.ts'
import { add, remove, verify } from '../src/operations/site-changes.ts'
import { health } from '../src/operations/site-health.ts'
import * as roles from '../src/operations/site-roles.ts'
import { get as verification } from '../src/operations/site-verification.ts'
import { get, list } from '../src/operations/sites.ts'
import { blog, newSite, site, startBing, unverified } from './support/bing.ts'
import { run } from './support/run.ts'

const method = (name: string) => `/webmaster/api.svc/json/${name}`

t.test('a site is added, verified and removed', async (t) => {
  const provenSites = new Set<string>()
  const bing = await startBing(t, { provenSites })
  const siteUrl = 'https://garden.fernhill.example/'
  t.same((await run(bing, add, { siteUrl })).data, { url: siteUrl, verified: false })
  t.same((await run(bing, add, { siteUrl: siteUrl.slice(0, -1) })).data, { url: siteUrl, verified: false })
  t.same((await run(bing, verify, { siteUrl })).data, { siteUrl, verified: false })
  provenSites.add(siteUrl)
  t.same((await run(bing, verify, { siteUrl })).data, { siteUrl, verified: true })
  t.same((await run(bing, get, { siteUrl })).data, { url: siteUrl, verified: true })
  await run(bing, remove, { siteUrl })
  await t.rejects(run(bing, get, { siteUrl }), { code: 'not_found' })
  t.equal((await run(bing, list, {})).data.sites.length, 4)
  await t.rejects(run(bing, add, { siteUrl: 'https://nodots/' }), { code: 'vendor_rejected' })
})

t.test('a misspelt site leads to the one that was meant', async (t) => {
  const bing = await startBing(t)
  for (const siteUrl of [
    'http://fernhill.example',
    'https://www.fernhill.example',
    'https://WWW.fernhill.example/',
  ])
    await t.rejects(run(bing, get, { siteUrl }), { code: 'not_found', advice: `The account has ${site}` })
  await t.rejects(run(bing, get, { siteUrl: 'https://other.example/' }), {
    code: 'not_found',
    advice: /sites\.list/,
  })
})

t.test('what proves a site is different for each, and only shown where it is asked for', async (t) => {
  const bing = await startBing(t)
  const { data } = await run(bing, verification, { siteUrl: unverified })
  const [, code = ''] = /<user>([0-9A-F]{32})<\/user>/.exec(data.file.content) ?? []
  t.match(data, { verified: false, metaTag: `content="${code}"`, dns: { value: 'verify.bing.com' } })
  t.not((await run(bing, verification, { siteUrl: site })).data.metaTag, data.metaTag)
  const elsewhere = JSON.stringify([await run(bing, list, {}), await run(bing, check, {}, { siteUrl: site })])
  t.notMatch(elsewhere, /[0-9a-f]{32}/i)
})

t.test('connection.check tells a site in the configuration that cannot be used', async (t) => {
  const bing = await startBing(t)
  t.match(await run(bing, check, {}), { data: { verifiedSites: 3, configuredSite: null }, warnings: [] })
  t.match(await run(bing, check, {}, { siteUrl: unverified }), {
    data: { configuredSite: { found: true, verified: false } },
    warnings: [{ code: 'site_unusable', message: /not verified/ }],
  })
  t.match(await run(bing, check, {}, { siteUrl: 'https://fernhill.example/' }), {
    data: { configuredSite: { found: false, verified: false } },
    warnings: [{ code: 'site_unusable', message: /no site under the exact name/ }],
  })
})

t.test('roles are given with the code of the site, and taken as Bing sent them', async (t) => {
  const bing = await startBing(t)
  const input = { siteUrl: site, email: 'agency@partner.example', role: 'editor' as const }
  await run(bing, roles.add, input)
  await t.rejects(run(bing, roles.add, input), { code: 'conflict' })
  const { data } = await run(bing, roles.list, { siteUrl: site })
  t.match(data.roles[2], { email: input.email, role: 'editor', givenBy: 'owner@fernhill.example' })
  t.notMatch(JSON.stringify(data), /[0-9A-F]{32}/, 'codes of delegations stop in the connector')
  t.same((await run(bing, roles.remove, { siteUrl: site, email: 'AGENCY@partner.example' })).data, input)
  await t.rejects(run(bing, roles.remove, { siteUrl: site, email: input.email }), { code: 'not_found' })
  await t.rejects(run(bing, roles.add, { ...input, url: blog }), { errors: [{ path: '/url' }] })
})

t.test('site.health', async (t) => {
  t.test('puts the worst first', async (t) => {
    const bing = await startBing(t)
    const { data } = await run(bing, health, { siteUrl: site })
    t.match(data.findings[0], { severity: 'warning', code: 'sitemap_stale' })
    t.equal(data.findings.at(-1)?.severity, 'notice')
    t.equal(data.issues, 2)
  })
  t.test('says nothing more of a site that is not verified', async (t) => {
    const bing = await startBing(t)
    const { data, isPartial } = await run(bing, health, { siteUrl: unverified })
    t.match(data, {
      verified: false,
      crawl: null,
      findings: [{ severity: 'critical', code: 'not_verified' }],
    })
    t.equal(isPartial, false)
    t.equal(bing.host.journal.length, 1)
  })
  t.test('knows an empty site from a bad one', async (t) => {
    const bing = await startBing(t)
    const { data } = await run(bing, health, { siteUrl: newSite })
    t.same(
      data.findings.map(({ code }) => code),
      ['not_crawled', 'no_sitemap', 'no_traffic'],
    )
  })
  t.test('does without any part, and says so', async (t) => {
    const parts = {
      GetCrawlStats: ['crawl', 'crawl_unavailable'],
      GetCrawlIssues: ['issues', 'issues_unavailable'],
      GetFeeds: ['sitemaps', 'sitemaps_unavailable'],
      GetRankAndTrafficStats: ['traffic', 'traffic_unavailable'],
      GetUrlSubmissionQuota: ['quotaLeft', 'quota_unavailable'],
    } as const
    for (const [name, [part, code]] of Object.entries(parts)) {
      const bing = await startBing(t)
      bing.host.inject({ kind: 'failure', failure: 'unavailable', path: method(name) })
      const outcome = await run(bing, health, { siteUrl: site })
      t.match(outcome, { isPartial: true, warnings: [{ code, path: `/${part}` }], data: { [part]: null } })
      t.equal(outcome.warnings.length, 1)
    }
  })
  t.test('fails where the account cannot be read', async (t) => {
    const bing = await startBing(t)
    bing.host.inject({ kind: 'failure', failure: 'unauthorized', path: method('GetUserSites') })
    await t.rejects(run(bing, health, { siteUrl: site }), { code: 'connection_unauthorized' })
  })
})
