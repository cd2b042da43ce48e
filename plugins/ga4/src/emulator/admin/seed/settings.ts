import type { Resource } from '../call.ts'
import { channelGroups } from './channel-groups.ts'

const account = 'accounts/1000000001'
const garden = 'properties/311111111'

const time = (createTime: string) => ({ createTime, updateTime: createTime })

const links: readonly Resource[] = [
  {
    name: `${garden}/googleAdsLinks/8000000001`,
    customerId: '1234567890',
    adsPersonalizationEnabled: true,
    creatorEmailAddress: 'ada@fernhill.example',
    ...time('2022-06-01T12:00:00.000Z'),
  },
  {
    name: `${garden}/firebaseLinks/8100000001`,
    project: 'projects/480211305577',
    createTime: '2022-06-02T12:00:00.000Z',
  },
  {
    name: `${garden}/bigQueryLinks/fErnH1ll`,
    project: 'projects/480211305577',
    datasetLocation: 'US',
    dailyExportEnabled: true,
    exportStreams: [`${garden}/dataStreams/5000000001`],
    excludedEvents: ['scroll'],
    createTime: '2023-01-10T12:00:00.000Z',
  },
]

const audiences: readonly Resource[] = [
  {
    name: `${garden}/audiences/1`,
    displayName: 'All Users',
    description: 'All users',
    membershipDurationDays: 30,
    adsPersonalizationEnabled: true,
    createTime: '2021-03-04T10:00:00.000Z',
  },
  {
    name: `${garden}/audiences/2`,
    displayName: 'Buyers',
    description: 'Users who have bought something',
    membershipDurationDays: 90,
    adsPersonalizationEnabled: true,
    eventTrigger: { eventName: 'became_buyer', logCondition: 'AUDIENCE_JOINED' },
    filterClauses: [
      {
        clauseType: 'INCLUDE',
        simpleFilter: {
          scope: 'AUDIENCE_FILTER_SCOPE_ACROSS_ALL_SESSIONS',
          filterExpression: {
            andGroup: {
              filterExpressions: [
                { orGroup: { filterExpressions: [{ eventFilter: { eventName: 'purchase' } }] } },
              ],
            },
          },
        },
      },
    ],
    createTime: '2023-03-15T09:00:00.000Z',
  },
]

const date = (year: number, month: number, day: number) => ({ year, month, day })

const annotations: readonly Resource[] = [
  {
    name: `${garden}/reportingDataAnnotations/9200000001`,
    title: 'New navigation',
    description: 'The menu was made anew',
    color: 'BLUE',
    annotationDate: date(2026, 10, 5),
  },
  {
    name: `${garden}/reportingDataAnnotations/9200000002`,
    title: 'Outage of the tags',
    color: 'RED',
    annotationDateRange: { startDate: date(2026, 9, 14), endDate: date(2026, 9, 16) },
    systemGenerated: true,
  },
]

const bindings: readonly Resource[] = [
  {
    name: `${account}/accessBindings/9500000001`,
    user: 'ada@fernhill.example',
    roles: ['predefinedRoles/admin'],
  },
  {
    name: `${garden}/accessBindings/9500000002`,
    user: 'reports@patchbay-emulated.iam.gserviceaccount.com',
    roles: ['predefinedRoles/viewer', 'predefinedRoles/no-cost-data'],
  },
]

const settings: readonly Resource[] = [
  {
    name: `${account}/dataSharingSettings`,
    sharingWithGoogleSupportEnabled: true,
    sharingWithOthersEnabled: true,
  },
  {
    name: `${garden}/dataRetentionSettings`,
    eventDataRetention: 'FOURTEEN_MONTHS',
    userDataRetention: 'FOURTEEN_MONTHS',
    resetUserDataOnNewActivity: true,
  },
  {
    name: `${garden}/attributionSettings`,
    reportingAttributionModel: 'PAID_AND_ORGANIC_CHANNELS_DATA_DRIVEN',
    acquisitionConversionEventLookbackWindow: 'ACQUISITION_CONVERSION_EVENT_LOOKBACK_WINDOW_30_DAYS',
    otherConversionEventLookbackWindow: 'OTHER_CONVERSION_EVENT_LOOKBACK_WINDOW_90_DAYS',
    adsWebConversionDataExportScope: 'PAID_AND_ORGANIC_CHANNELS',
  },
]

/** What belongs to accounts and properties and is set by people. */
export const seedSettings = (): Resource[] => [
  ...links,
  ...audiences,
  ...channelGroups,
  ...annotations,
  ...bindings,
  ...settings,
]
