import { defineOperation, Type } from '@patchbay/contract'
import { listed, pageFields } from '../admin/ask.ts'
import { settingsCache } from '../admin/cache.ts'
import { flag, id, moment, optionalText, text } from '../admin/field.ts'
import { betaPath, propertyField } from '../admin/places.ts'
import { record } from '../admin/record.ts'
import { reading } from '../scopes.ts'
import { vendor } from '../vendor.ts'

const GoogleAdsLink = record({
  id: id('Id of the link within its property; not the customer id.'),
  customerId: text('Customer id at Google Ads, without dashes.'),
  canManageClients: flag('Whether it is a manager account.'),
  adsPersonalizationEnabled: flag('Whether audiences are given on for personalized advertising.'),
  creatorEmailAddress: optionalText('Who made the link; null where Google does not know.'),
  createTime: moment('When it was made.'),
  updateTime: moment('When it was last changed.'),
})

const GoogleAdsLinks = listed('googleAdsLinks', GoogleAdsLink)

export const list = defineOperation(vendor, {
  title: 'List Google Ads links',
  description:
    'The Google Ads accounts that a property is linked with, a page at a time. Without a link, reports have no advertising costs.',
  effect: 'read',
  scopes: reading,
  input: Type.Object({ ...propertyField, ...pageFields }),
  output: GoogleAdsLinks.output,
  cache: settingsCache,
  examples: [
    {
      title: 'All of a property',
      input: { property: '311111111' },
      output: {
        items: [
          {
            id: '8000000001',
            customerId: '1234567890',
            canManageClients: false,
            adsPersonalizationEnabled: true,
            creatorEmailAddress: 'ada@fernhill.example',
            createTime: '2022-06-01T12:00:00.000Z',
            updateTime: '2022-06-01T12:00:00.000Z',
          },
        ],
      },
    },
  ],
  run: (context) => GoogleAdsLinks.ask(context, { path: betaPath(context, 'googleAdsLinks') }),
})
