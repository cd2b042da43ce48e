import type { Resource } from '../call.ts'

const garden = 'properties/311111111'
/** A property whose custom dimensions are as many as can be. */
const full = 'properties/355555555'

const time = (createTime: string) => ({ createTime, updateTime: createTime })

const dimensions: readonly Resource[] = [
  {
    name: `${garden}/customDimensions/6000000001`,
    parameterName: 'member_tier',
    displayName: 'Member tier',
    description: 'Tier of the loyalty programme',
    scope: 'USER',
    disallowAdsPersonalization: true,
  },
  {
    name: `${garden}/customDimensions/6000000002`,
    parameterName: 'article_author',
    displayName: 'Article author',
    scope: 'EVENT',
  },
  ...Array.from({ length: 50 }, (_, index) => ({
    name: `${full}/customDimensions/${6_010_000_001 + index}`,
    parameterName: `field_${index + 1}`,
    displayName: `Field ${index + 1}`,
    scope: 'EVENT',
  })),
  {
    name: `${full}/customDimensions/6020000001`,
    parameterName: 'segment',
    displayName: 'Segment',
    scope: 'USER',
  },
]

const metrics: readonly Resource[] = [
  {
    name: `${garden}/customMetrics/6100000001`,
    parameterName: 'reading_time',
    displayName: 'Reading time',
    scope: 'EVENT',
    measurementUnit: 'SECONDS',
  },
  {
    name: `${garden}/customMetrics/6100000002`,
    parameterName: 'delivery_cost',
    displayName: 'Delivery cost',
    scope: 'EVENT',
    measurementUnit: 'CURRENCY',
    restrictedMetricType: ['COST_DATA'],
  },
  {
    name: `${garden}/calculatedMetrics/revenue_per_reader`,
    calculatedMetricId: 'revenue_per_reader',
    displayName: 'Revenue per reader',
    description: 'Revenue by user',
    formula: '{{totalRevenue}} / {{totalUsers}}',
    metricUnit: 'CURRENCY',
    restrictedMetricType: ['REVENUE_DATA'],
  },
]

const streams: readonly Resource[] = [
  {
    name: `${garden}/dataStreams/5000000001`,
    type: 'WEB_DATA_STREAM',
    displayName: 'Fernhill Garden website',
    webStreamData: { measurementId: 'G-FERNHILL01', defaultUri: 'https://www.fernhill.example' },
    ...time('2021-03-04T10:05:00.000Z'),
  },
  {
    name: `${garden}/dataStreams/5000000002`,
    type: 'ANDROID_APP_DATA_STREAM',
    displayName: 'Fernhill Garden app',
    androidAppStreamData: {
      packageName: 'com.fernhill.garden',
      firebaseAppId: '1:480211305577:android:0123456789abcdef',
    },
    ...time('2022-06-02T12:00:00.000Z'),
  },
  {
    name: `${garden}/dataStreams/5000000001/measurementProtocolSecrets/5100000001`,
    displayName: 'Till in the shop',
    secretValue: 'emulated-measurement-value',
  },
  {
    name: `${garden}/dataStreams/5000000001/enhancedMeasurementSettings`,
    streamEnabled: true,
    scrollsEnabled: true,
    outboundClicksEnabled: true,
    siteSearchEnabled: true,
    fileDownloadsEnabled: true,
    pageChangesEnabled: true,
    searchQueryParameter: 'q,s,search,query,keyword',
  },
]

const keyEvents: readonly Resource[] = [
  {
    name: `${garden}/keyEvents/7000000001`,
    eventName: 'purchase',
    countingMethod: 'ONCE_PER_EVENT',
    createTime: '2021-03-04T10:00:00.000Z',
  },
  {
    name: `${garden}/keyEvents/7000000002`,
    eventName: 'sign_up',
    countingMethod: 'ONCE_PER_SESSION',
    defaultValue: { numericValue: 5, currencyCode: 'USD' },
    custom: true,
    deletable: true,
    createTime: '2022-02-01T08:00:00.000Z',
  },
]

/** What belongs to properties and is measured. */
export const seedProperty = (): Resource[] => [...streams, ...dimensions, ...metrics, ...keyEvents]
