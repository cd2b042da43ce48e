import { id, moment, optionalText, text } from './field.ts'
import { record } from './record.ts'

/** A property as operations show it. */
export const Property = record({
  property: id('Numeric id of the property.'),
  displayName: text('Its name.'),
  parent: text('What it belongs to: `accounts/` or `properties/` with an id.'),
  account: id('Numeric id of its account.', 'account'),
  propertyType: text('PROPERTY_TYPE_ORDINARY, PROPERTY_TYPE_SUBPROPERTY or PROPERTY_TYPE_ROLLUP.'),
  timeZone: text('The zone in which its days begin, such as `America/New_York`.'),
  currencyCode: text('The currency of its reports (ISO 4217).'),
  industryCategory: optionalText('The industry that was chosen for it.'),
  serviceLevel: text('GOOGLE_ANALYTICS_STANDARD or GOOGLE_ANALYTICS_360.'),
  createTime: moment('When it was made.'),
  updateTime: moment('When it was last changed.'),
  deleteTime: moment('When it was moved to the trash; null where it is not there.'),
  expireTime: moment('When it is deleted for good; null where it is not in the trash.'),
})

/** The property of the examples. */
export const exampleProperty = {
  property: '311111111',
  displayName: 'Fernhill Garden',
  parent: 'accounts/1000000001',
  account: '1000000001',
  propertyType: 'PROPERTY_TYPE_ORDINARY',
  timeZone: 'America/New_York',
  currencyCode: 'USD',
  industryCategory: 'HOME_AND_GARDEN',
  serviceLevel: 'GOOGLE_ANALYTICS_STANDARD',
  createTime: '2021-03-04T10:00:00.000Z',
  updateTime: '2026-05-02T14:00:00.000Z',
  deleteTime: null,
  expireTime: null,
} as const

export const industries = [
  'AUTOMOTIVE',
  'BUSINESS_AND_INDUSTRIAL_MARKETS',
  'FINANCE',
  'HEALTHCARE',
  'TECHNOLOGY',
  'TRAVEL',
  'OTHER',
  'ARTS_AND_ENTERTAINMENT',
  'BEAUTY_AND_FITNESS',
  'BOOKS_AND_LITERATURE',
  'FOOD_AND_DRINK',
  'GAMES',
  'HOBBIES_AND_LEISURE',
  'HOME_AND_GARDEN',
  'INTERNET_AND_TELECOM',
  'LAW_AND_GOVERNMENT',
  'NEWS',
  'ONLINE_COMMUNITIES',
  'PEOPLE_AND_SOCIETY',
  'PETS_AND_ANIMALS',
  'REAL_ESTATE',
  'REFERENCE',
  'SCIENCE',
  'SPORTS',
  'JOBS_AND_EDUCATION',
  'SHOPPING',
] as const
