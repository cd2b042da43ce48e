import { defineOperation, Type } from '@patchbay/contract'
import { askRecord } from '../admin/ask.ts'
import { settingsCache } from '../admin/cache.ts'
import { text } from '../admin/field.ts'
import { alphaPath, propertyField } from '../admin/places.ts'
import { record } from '../admin/record.ts'
import { reading } from '../scopes.ts'
import { vendor } from '../vendor.ts'

const AttributionSettings = record({
  reportingAttributionModel: text(
    'PAID_AND_ORGANIC_CHANNELS_DATA_DRIVEN, PAID_AND_ORGANIC_CHANNELS_LAST_CLICK or GOOGLE_PAID_CHANNELS_LAST_CLICK.',
  ),
  acquisitionConversionEventLookbackWindow: text(
    'How far back an acquisition is credited: the end of the value says 7 or 30 days.',
  ),
  otherConversionEventLookbackWindow: text(
    'How far back all other key events are credited: the end of the value says 30, 60 or 90 days.',
  ),
  adsWebConversionDataExportScope: text(
    'What is exported to Google Ads: PAID_AND_ORGANIC_CHANNELS, GOOGLE_PAID_CHANNELS or NOT_SELECTED_YET.',
  ),
})

export const get = defineOperation(vendor, {
  title: 'Get attribution settings',
  description:
    'How a property credits key events to channels: the model and how far back it looks. Use it where two reports differ in conversions.',
  effect: 'read',
  stability: 'experimental',
  scopes: reading,
  input: Type.Object(propertyField),
  output: AttributionSettings.output,
  cache: settingsCache,
  examples: [
    {
      title: 'Of a property',
      input: { property: '311111111' },
      output: {
        reportingAttributionModel: 'PAID_AND_ORGANIC_CHANNELS_DATA_DRIVEN',
        acquisitionConversionEventLookbackWindow: 'ACQUISITION_CONVERSION_EVENT_LOOKBACK_WINDOW_30_DAYS',
        otherConversionEventLookbackWindow: 'OTHER_CONVERSION_EVENT_LOOKBACK_WINDOW_90_DAYS',
        adsWebConversionDataExportScope: 'PAID_AND_ORGANIC_CHANNELS',
      },
    },
  ],
  run: (context) =>
    askRecord(context, { path: alphaPath(context, 'attributionSettings') }, AttributionSettings),
})
