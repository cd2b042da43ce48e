import { properties } from '../../data/properties.ts'
import type { Resource } from '../call.ts'

const made = '2021-03-04T10:00:00.000Z'
const changed = '2026-05-02T14:00:00.000Z'

const accounts: readonly Resource[] = [
  {
    name: 'accounts/1000000001',
    displayName: 'Fernhill',
    regionCode: 'US',
    createTime: '2021-03-04T09:30:00.000Z',
    updateTime: changed,
  },
  {
    name: 'accounts/1000000002',
    displayName: 'Marsh & Partners',
    regionCode: 'GB',
    createTime: '2022-09-12T09:30:00.000Z',
    updateTime: '2022-09-12T09:30:00.000Z',
  },
]

const property = (id: string, account: string, more: Resource): Resource => ({
  name: `properties/${id}`,
  account: `accounts/${account}`,
  parent: `accounts/${account}`,
  propertyType: 'PROPERTY_TYPE_ORDINARY',
  serviceLevel: 'GOOGLE_ANALYTICS_STANDARD',
  createTime: made,
  updateTime: changed,
  ...more,
})

/** Accounts with their properties: those that the data part has traffic of, one that may only be looked at, one in the trash. */
export function seedAccounts(more: number): Resource[] {
  const reported = [...properties.values()].map(({ id, name, timeZone, currencyCode, isPremium }) =>
    property(id, '1000000001', {
      displayName: name,
      timeZone,
      currencyCode,
      ...(id === '311111111' ? { industryCategory: 'HOME_AND_GARDEN' } : {}),
      ...(isPremium ? { serviceLevel: 'GOOGLE_ANALYTICS_360' } : {}),
    }),
  )
  return [
    ...accounts,
    ...Array.from({ length: more }, (_, index) => ({
      name: `accounts/${2_000_000_001 + index}`,
      displayName: `Client ${index + 1}`,
      regionCode: 'US',
      createTime: made,
      updateTime: made,
    })),
    ...reported,
    property('366666666', '1000000002', {
      displayName: 'Marsh Shop',
      timeZone: 'Europe/London',
      currencyCode: 'GBP',
    }),
    property('388888888', '1000000001', {
      displayName: 'Fernhill Old',
      timeZone: 'America/New_York',
      currencyCode: 'USD',
      deleteTime: '2026-11-01T08:00:00.000Z',
      expireTime: '2026-12-06T08:00:00.000Z',
    }),
  ]
}
