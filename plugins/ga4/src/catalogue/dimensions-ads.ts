import type { DimensionFact } from './field.ts'

/** Who is credited: the visit that led to the key event, the one that brought the session, or the user's first. */
const credits = [
  {
    prefix: '',
    title: '',
    scope: 'event',
    words: 'that is credited with the key event',
    category: 'Attribution',
  },
  {
    prefix: 'session',
    title: 'Session ',
    scope: 'session',
    words: 'that brought the session',
    category: 'Traffic Source',
  },
  {
    prefix: 'firstUser',
    title: 'First user ',
    scope: 'user',
    words: 'that first brought the user',
    category: 'Traffic Source',
  },
] as const

// The part of the name after the prefix, its title, what it says.
const parts = [
  ['GoogleAdsAccountName', 'Google Ads account name', 'Account in Google Ads of the campaign'],
  ['GoogleAdsAdGroupId', 'Google Ads ad group ID', 'Id of the ad group in Google Ads'],
  ['GoogleAdsAdGroupName', 'Google Ads ad group name', 'Ad group in Google Ads'],
  [
    'GoogleAdsAdNetworkType',
    'Google Ads ad network type',
    'Network in which the ad was shown, such as Google search,',
  ],
  ['GoogleAdsCampaignId', 'Google Ads campaign ID', 'Id of the campaign in Google Ads'],
  ['GoogleAdsCampaignName', 'Google Ads campaign', 'Campaign in Google Ads'],
  ['GoogleAdsCampaignType', 'Google Ads campaign type', 'Type of the campaign in Google Ads'],
  ['GoogleAdsCreativeId', 'Google Ads creative ID', 'Id of the creative in Google Ads'],
  ['GoogleAdsCustomerId', 'Google Ads customer ID', 'Customer id in Google Ads of the campaign'],
  ['GoogleAdsKeyword', 'Google Ads keyword text', 'Keyword in Google Ads'],
  ['GoogleAdsQuery', 'Google Ads query', 'Search query that led to the ad'],
  ['ManualCampaignId', 'manual campaign ID', 'utm_id of the visit'],
  ['ManualCampaignName', 'manual campaign name', 'utm_campaign of the visit'],
  ['ManualCreativeFormat', 'manual creative format', 'utm_creative_format of the visit'],
  ['ManualMarketingTactic', 'manual marketing tactic', 'utm_marketing_tactic of the visit'],
  ['ManualMedium', 'manual medium', 'utm_medium of the visit'],
  ['ManualSource', 'manual source', 'utm_source of the visit'],
  ['ManualSourceMedium', 'manual source / medium', 'utm_source and utm_medium of the visit'],
  ['ManualSourcePlatform', 'manual source platform', 'utm_source_platform of the visit'],
  ['Sa360CampaignName', 'SA360 campaign', 'Campaign in Search Ads 360'],
  ['Sa360Medium', 'SA360 medium', 'Medium of the campaign in Search Ads 360'],
  ['Sa360Source', 'SA360 source', 'Source of the campaign in Search Ads 360'],
  ['Cm360CampaignName', 'CM360 campaign name', 'Campaign in Campaign Manager 360'],
  ['Cm360Medium', 'CM360 medium', 'Medium of the campaign in Campaign Manager 360'],
  ['Cm360Source', 'CM360 source', 'Source of the campaign in Campaign Manager 360'],
  ['Dv360CampaignName', 'DV360 campaign name', 'Campaign in Display & Video 360'],
  ['Dv360Medium', 'DV360 medium', 'Medium of the campaign in Display & Video 360'],
  ['Dv360Source', 'DV360 source', 'Source of the campaign in Display & Video 360'],
] as const

// Without a prefix only these exist beside the table above.
const credited = [
  ['campaignId', 'Campaign ID', 'Id of the campaign that is credited with the key event.'],
  ['campaignName', 'Campaign', 'Campaign that is credited with the key event.'],
  ['manualAdContent', 'Manual ad content', 'utm_content of the visit that is credited.'],
  ['manualTerm', 'Manual term', 'utm_term of the visit that is credited.'],
  ['medium', 'Medium', 'Medium that is credited with the key event.'],
  ['source', 'Source', 'Source that is credited with the key event.'],
  ['sourceMedium', 'Source / medium', 'Source and medium that are credited with the key event.'],
  ['sourcePlatform', 'Source platform', 'Platform from which the credited campaign was run.'],
] as const

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Dimensions of campaigns, which exist once for each way of crediting. */
export const adDimensions: readonly DimensionFact[] = [
  ...credited.map(([name, title, description]) => ({
    name,
    title,
    category: 'Attribution',
    scope: 'event' as const,
    isRealtime: false,
    description,
  })),
  ...credits.flatMap(({ prefix, title, scope, words, category }) =>
    parts.map(([name, partTitle, description]) => ({
      name: prefix === '' ? lowerFirst(name) : prefix + name,
      title: upperFirst(title + partTitle),
      category,
      scope,
      isRealtime: false,
      description: `${description} ${words}.`,
    })),
  ),
]
