import { devices, type Device } from '../world/devices.ts'
import { mix, share } from '../world/chance.ts'
import { places, type Place } from '../world/places.ts'
import { sources, type Source } from '../world/sources.ts'
import { notSet, type Cursor, type Reader } from './cursor.ts'

const place =
  (name: keyof Place): Reader =>
  ({ session }) =>
    places[session.place]?.[name] ?? notSet

const deviceAt = ({ session }: Cursor): Device | undefined => devices[session.device]

const device =
  (name: keyof Device): Reader =>
  (at) =>
    deviceAt(at)?.[name] ?? notSet

/** Dimensions of a visit's origin, for the session or for the first visit of its user. */
function origin(
  prefix: '' | 'session' | 'firstUser',
  which: 'source' | 'firstSource',
): Record<string, Reader> {
  const name = (text: string): string =>
    prefix === '' ? text.charAt(0).toLowerCase() + text.slice(1) : prefix + text
  const read =
    (of: (source: Source) => string): Reader =>
    ({ session }) => {
      const source = sources[session[which]]
      return source === undefined ? notSet : of(source)
    }
  const paid = (of: (source: Source) => string): Reader =>
    read((source) => (source.isPaid && source.source === 'google' ? of(source) : notSet))
  return {
    [name('CampaignId')]: read(({ campaignId }) => campaignId),
    [name('CampaignName')]: read(({ campaign }) => campaign),
    [name('DefaultChannelGroup')]: read(({ channel }) => channel),
    [name('PrimaryChannelGroup')]: read(({ channel }) => channel),
    [name('Medium')]: read(({ medium }) => medium),
    [name('Source')]: read(({ source }) => source),
    [name('SourceMedium')]: read(({ source, medium }) => `${source} / ${medium}`),
    [name('SourcePlatform')]: read(({ isPaid }) => (isPaid ? 'Google Ads' : 'Manual')),
    [name('ManualMedium')]: read(({ medium }) => (medium === 'email' ? medium : notSet)),
    [name('ManualSource')]: read(({ medium, source }) => (medium === 'email' ? source : notSet)),
    [name('ManualCampaignName')]: read(({ medium, campaign }) => (medium === 'email' ? campaign : notSet)),
    [name('GoogleAdsCampaignName')]: paid(({ campaign }) => campaign),
    [name('GoogleAdsCampaignId')]: paid(({ campaignId }) => campaignId),
    [name('GoogleAdsAccountName')]: paid(() => 'Fernhill Garden Ads'),
    [name('GoogleAdsCustomerId')]: paid(() => '4417702955'),
    [name('GoogleAdsAdNetworkType')]: paid(({ channel }) =>
      channel === 'Cross-network' ? 'Cross-network' : 'Google search',
    ),
    [name('GoogleAdsCampaignType')]: paid(({ channel }) =>
      channel === 'Cross-network' ? 'Performance Max' : 'Search',
    ),
  }
}

const ages = ['18-24', '25-34', '35-44', '45-54', '55-64', '65+']

/** What Google knows of one in three, whose users are signed in there. */
function demographic(at: Cursor, of: (roll: number) => string): string {
  const { user } = at.session
  return share(mix(user, 31)) < 0.66 ? 'unknown' : of(share(mix(user, 32)))
}

/** Readers of dimensions of place, device, origin and user. */
export const visitorReaders: Readonly<Record<string, Reader>> = {
  city: place('city'),
  cityId: place('cityId'),
  continent: place('continent'),
  continentId: place('continentId'),
  country: place('country'),
  countryId: place('countryId'),
  region: place('region'),
  language: place('language'),
  languageCode: place('languageCode'),
  browser: device('browser'),
  deviceCategory: device('category'),
  deviceModel: device('model'),
  mobileDeviceBranding: device('brand'),
  mobileDeviceMarketingName: device('marketingName'),
  mobileDeviceModel: device('model'),
  operatingSystem: device('system'),
  operatingSystemVersion: device('version'),
  operatingSystemWithVersion: (at) => `${deviceAt(at)?.system} ${deviceAt(at)?.version}`,
  platform: () => 'web',
  platformDeviceCategory: (at) => `web / ${deviceAt(at)?.category}`,
  screenResolution: device('screen'),
  streamId: () => '5119400271',
  streamName: ({ property }) => property.name,
  ...origin('', 'source'),
  ...origin('session', 'source'),
  ...origin('firstUser', 'firstSource'),
  newVsReturning: ({ session }) => (session.isNew ? 'new' : 'returning'),
  signedInWithUserId: ({ session }) => (session.user % 9 === 0 ? 'yes' : notSet),
  userAgeBracket: (at) => demographic(at, (roll) => ages[Math.floor(roll * ages.length)] ?? ''),
  userGender: (at) => demographic(at, (roll) => (roll < 0.54 ? 'female' : 'male')),
  audienceName: ({ session }) => (session.hasKeyEvent ? 'Purchasers' : 'All Users'),
  audienceId: ({ session }) => (session.hasKeyEvent ? '2200000002' : '2200000001'),
}
