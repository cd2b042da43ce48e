import t from 'tap'
import type { BingAnswer } from './support/bing.ts'
import { newSite, site, startBing, unverified } from './support/bing.ts'

const rows = ({ body }: BingAnswer) => (body as { d: Array<Record<string, unknown>> }).d
const refusal = (code: number) => ({ status: 400, body: { ErrorCode: code } })

t.test('a site is added, verified once its proof is in place, and removed', async (t) => {
  const provenSites = new Set<string>()
  const bing = await startBing(t, { provenSites })
  const siteUrl = 'https://garden.fernhill.example/'
  const listed = async () => rows(await bing.get('GetUserSites')).filter(({ Url }) => Url === siteUrl)

  t.equal((await bing.post('AddSite', { siteUrl })).text, '{"d":null}')
  t.equal((await bing.post('AddSite', { siteUrl })).text, '{"d":null}', 'again is harmless')
  t.match(await listed(), [{ IsVerified: false }])
  t.equal((await listed()).length, 1)
  t.match(await bing.post('AddSite', { siteUrl: 'garden' }), refusal(7))

  t.equal((await bing.post('VerifySite', { siteUrl })).text, '{"d":false}')
  t.match(await bing.get('GetFeeds', { siteUrl }), refusal(14))
  provenSites.add(siteUrl)
  t.equal((await bing.post('VerifySite', { siteUrl })).text, '{"d":true}')
  t.equal((await bing.get('GetFeeds', { siteUrl })).text, '{"d":[]}')

  await bing.post('RemoveSite', { siteUrl })
  t.same(await listed(), [])
  t.match(await bing.post('VerifySite', { siteUrl }), refusal(14))
  t.match(await bing.post('RemoveSite', { siteUrl: 'https://other.example/' }), refusal(14))
})

t.test('a blocked directory is kept with its slash, and only so removed', async (t) => {
  const bing = await startBing(t)
  const block = (Url: string) => ({
    siteUrl: site,
    blockedUrl: { Url, EntityType: 1, RequestType: 1, Date: '/Date(0)/' },
  })
  await bing.post('AddBlockedUrl', block(`${site}drafts`))
  t.match(rows(await bing.get('GetBlockedUrls', { siteUrl: site }))[1], {
    Url: `${site}drafts/`,
    DaysToExpire: 90,
  })
  t.match(await bing.post('AddBlockedUrl', block(`${site}drafts/`)), refusal(12))
  t.match(await bing.post('RemoveBlockedUrl', block(`${site}drafts`)), refusal(11))
  t.equal((await bing.post('RemoveBlockedUrl', block(`${site}drafts/`))).status, 200)
  bing.setTime(Date.parse('2027-02-09T10:00:00Z'))
  t.same(rows(await bing.get('GetBlockedUrls', { siteUrl: site })), [], 'blocks end after 90 days')
})

t.test('a crawl boost that is not offered is ignored without a word', async (t) => {
  const bing = await startBing(t)
  const save = (CrawlRate: number[]) =>
    bing.post('SaveCrawlSettings', { siteUrl: site, crawlSettings: { CrawlBoostEnabled: true, CrawlRate } })
  const rates = Array.from({ length: 24 }, (_, hour) => (hour % 10) + 1)
  t.equal((await save(rates)).text, '{"d":null}')
  t.match((await bing.get('GetCrawlSettings', { siteUrl: site })).body, {
    d: { CrawlBoostEnabled: false, CrawlRate: rates },
  })
  t.match(await save(rates.slice(1)), refusal(8))
  t.match(await save(rates.map(() => 11)), refusal(8))
})

t.test('a query parameter lives through all of its states', async (t) => {
  const bing = await startBing(t)
  const change = (method: string, more = {}) =>
    bing.post(method, { siteUrl: site, queryParameter: 'sort', ...more })
  const state = async () =>
    rows(await bing.get('GetQueryParameters', { siteUrl: site })).find(
      ({ Parameter }) => Parameter === 'sort',
    )
  t.equal(await state(), undefined)
  t.match(await change('EnableDisableQueryParameter', { isEnabled: true }), refusal(11))
  await change('AddQueryParameter')
  t.match(await state(), { IsEnabled: true })
  t.match(await change('AddQueryParameter'), refusal(12))
  await change('EnableDisableQueryParameter', { isEnabled: false })
  t.match(await state(), { IsEnabled: false })
  await change('RemoveQueryParameter')
  t.equal(await state(), undefined)
  t.match(await change('RemoveQueryParameter'), refusal(11))
})

t.test('countries and markets are taken in small letters only', async (t) => {
  const bing = await startBing(t)
  const region = (TwoLetterIsoCountryCode: string) =>
    bing.post('AddCountryRegionSettings', {
      siteUrl: site,
      settings: { TwoLetterIsoCountryCode, Type: 2, Url: site, Date: '/Date(0)/' },
    })
  const block = (market: string) =>
    bing.post('AddDeepLinkBlock', { siteUrl: site, market, searchUrl: site, deepLinkUrl: `${site}about/` })
  const keyword = (country: string) =>
    bing.get('GetKeywordStats', { q: 'compost bin', country, language: 'en-US' })
  for (const [right, wrong] of [
    [await region('us'), await region('US')],
    [await block('en-us'), await block('en-US')],
    [await keyword('us'), await keyword('US')],
  ] as const) {
    t.equal(right.status, 200)
    t.match(wrong, refusal(8))
  }
})

t.test('a sitemap that was never read has the date of 1601', async (t) => {
  const bing = await startBing(t)
  const feed = (await bing.get('GetFeeds', { siteUrl: site })).text
  t.match(feed, String.raw`"LastCrawled":"\/Date(-11644473600000)\/","Status":"Pending"`)
  for (const feedDetails of ['list', 'object'] as const) {
    const other = await startBing(t, { feedDetails })
    const details = rows(await other.get('GetFeedDetails', { siteUrl: site, feedUrl: `${site}feed.xml` }))
    t.equal(Array.isArray(details), feedDetails === 'list')
  }
})

t.test('links beyond the range are empty, and no failure', async (t) => {
  const bing = await startBing(t)
  t.match((await bing.get('GetLinkCounts', { siteUrl: site, page: '9999' })).body, {
    d: { Links: [], TotalPages: 0 },
  })
  t.match((await bing.get('GetUrlLinks', { siteUrl: newSite, link: newSite, page: '0' })).body, {
    d: { Details: [], TotalPages: 0 },
  })
})

t.test('a keyword of days ahead has no name and no numbers', async (t) => {
  const bing = await startBing(t)
  const query = { q: 'compost bin', country: 'us', language: 'en-US' }
  const ahead = { ...query, startDate: '2027-01-01', endDate: '2027-01-31' }
  t.match((await bing.get('GetKeyword', ahead)).body, {
    d: { Query: null, Impressions: 0, BroadImpressions: 0 },
  })
})

t.test('retired methods say so', async (t) => {
  const bing = await startBing(t)
  t.match(await bing.get('GetDeepLink', { siteUrl: site }), refusal(16))
  t.match(await bing.post('UpdateDeepLink', { siteUrl: site }), refusal(16))
})

t.test('roles need the code of the site, and come off only as they were sent', async (t) => {
  const bing = await startBing(t)
  const [own] = rows(await bing.get('GetUserSites'))
  const give = (authenticationCode: unknown) =>
    bing.post('AddSiteRoles', {
      siteUrl: site,
      delegatedUrl: site,
      userEmail: 'a@b.example',
      authenticationCode,
      isAdministrator: false,
      isReadOnly: true,
    })
  t.match(await give('x'), refusal(13))
  t.equal((await give(own?.['AuthenticationCode'])).status, 200)
  t.match(await give(own?.['AuthenticationCode']), refusal(12))
  t.match(
    await bing.post('RemoveSiteRole', { siteUrl: site, siteRole: { Email: 'a@b.example' } }),
    refusal(8),
  )
  t.match(await bing.get('GetSiteRoles', { siteUrl: unverified }), refusal(14))
})
