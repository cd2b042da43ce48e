import { defineOperation, Type } from '@patchbay/contract'
import { listed, pageFields } from '../admin/ask.ts'
import { settingsCache } from '../admin/cache.ts'
import { flag, id, moment, text, texts } from '../admin/field.ts'
import { alphaPath, propertyField } from '../admin/places.ts'
import { record } from '../admin/record.ts'
import { reading } from '../scopes.ts'
import { vendor } from '../vendor.ts'

const BigQueryLink = record({
  id: id('Id of the link within its property.'),
  project: text('Google Cloud project, as `projects/` and its number.'),
  datasetLocation: text('Where the data set is, such as `EU`.'),
  dailyExportEnabled: flag('Whether each day is exported when it is over.'),
  streamingExportEnabled: flag('Whether events are exported as they come in.'),
  freshDailyExportEnabled: flag('Whether days are exported early, for Analytics 360.'),
  includeAdvertisingId: flag('Whether advertising ids of apps are exported.'),
  exportStreams: texts('Streams that are exported, as resource names; none for all.'),
  excludedEvents: texts('Names of events that are left out.'),
  createTime: moment('When it was made.'),
})

const BigQueryLinks = listed('bigqueryLinks', BigQueryLink)

export const list = defineOperation(vendor, {
  title: 'List BigQuery links',
  description:
    'Where the raw events of a property are exported to in BigQuery, and which of them. Use it to find out whether a question that reports cannot answer can be asked there.',
  effect: 'read',
  stability: 'experimental',
  scopes: reading,
  input: Type.Object({ ...propertyField, ...pageFields }),
  output: BigQueryLinks.output,
  cache: settingsCache,
  examples: [
    {
      title: 'All of a property',
      input: { property: '311111111' },
      output: {
        items: [
          {
            id: 'fErnH1ll',
            project: 'projects/480211305577',
            datasetLocation: 'US',
            dailyExportEnabled: true,
            streamingExportEnabled: false,
            freshDailyExportEnabled: false,
            includeAdvertisingId: false,
            exportStreams: ['properties/311111111/dataStreams/5000000001'],
            excludedEvents: ['scroll'],
            createTime: '2023-01-10T12:00:00.000Z',
          },
        ],
      },
    },
  ],
  run: (context) => BigQueryLinks.ask(context, { path: alphaPath(context, 'bigQueryLinks') }),
})
