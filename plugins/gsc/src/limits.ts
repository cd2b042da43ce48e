import type { HttpRequest, Limit, WindowLimit } from '@patchbay/contract'
import { pacific } from '@patchbay/google'

const source = 'https://developers.google.com/webmaster-tools/limits'

/** Of what Google allows in a minute, so much is used: with all of it, one in some thousand was refused. */
const used = 0.98

const perMinute = (title: string, unit: string, per: WindowLimit['per'], amount: number): WindowLimit => ({
  kind: 'window',
  title,
  unit,
  per,
  amount: Math.floor(amount * used),
  window: '1m',
  source: `${source} (${amount}, less two in a hundred: requests arrive later than they are counted)`,
})

const perDay = (title: string, unit: string, per: WindowLimit['per'], amount: number): WindowLimit => ({
  ...perMinute(title, unit, per, amount),
  amount,
  window: '1d',
  timeZone: pacific,
  source,
})

/**
 * Google's quotas of Search Console. They are taken by single requests, each of which says what it takes, since an
 * operation may send many. There is one more for searches, the load, for which Google gives no number: when it is spent,
 * searches of that site pause.
 */
export const limits = {
  siteSearches: perMinute('Searches of a site a minute', 'searches', ['request.site'], 1_200),
  userSearches: perMinute('Searches of a user a minute', 'searches', ['connection'], 1_200),
  projectSearches: perMinute('Searches of a project a minute', 'searches', ['config.quotaProject'], 40_000),
  projectSearchesToday: perDay(
    'Searches of a project a day',
    'searches',
    ['config.quotaProject'],
    30_000_000,
  ),
  siteInspections: perMinute('URL inspections of a site a minute', 'inspections', ['request.site'], 600),
  siteInspectionsToday: perDay('URL inspections of a site a day', 'inspections', ['request.site'], 2_000),
  projectInspections: perMinute(
    'URL inspections of a project a minute',
    'inspections',
    ['config.quotaProject'],
    15_000,
  ),
  projectInspectionsToday: perDay(
    'URL inspections of a project a day',
    'inspections',
    ['config.quotaProject'],
    10_000_000,
  ),
  userLookups: {
    ...perMinute('Other requests of a user a second', 'lookups', ['connection'], 20),
    window: '1s',
  },
  userLookupsAMinute: perMinute('Other requests of a user a minute', 'lookups', ['connection'], 200),
  notificationsToday: {
    ...perDay('Notifications of the Indexing API a day', 'notifications', ['connection'], 200),
    source: 'https://developers.google.com/search/apis/indexing-api/v3/quota-pricing',
  },
} as const satisfies Record<string, Limit>

type Charge = Pick<HttpRequest, 'cost' | 'about'>

/** What a query of search analytics takes. */
export const search = (site: string): Charge => ({
  about: { site },
  cost: { siteSearches: 1, userSearches: 1, projectSearches: 1, projectSearchesToday: 1 },
})

/** What the inspection of a URL takes. */
export const inspection = (site: string): Charge => ({
  about: { site },
  cost: {
    siteInspections: 1,
    siteInspectionsToday: 1,
    projectInspections: 1,
    projectInspectionsToday: 1,
  },
})

/** What every other request takes. */
export const lookup: Charge = { cost: { userLookups: 1, userLookupsAMinute: 1 } }

export const notification: Charge = { cost: { notificationsToday: 1 } }
